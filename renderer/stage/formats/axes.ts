import { Group, type Object3D } from 'three/webgpu';

/** A model of which z is up and whose front looks along -y, as on a printer's bed, in our axes. @param unit metres of one of its units */
export function fromZUp(object: Object3D, unit = 1): Group {
  const group = new Group();
  group.rotation.x = -Math.PI / 2;
  group.scale.setScalar(unit);
  return group.add(object);
}

/** A model in our axes, in a unit of its own. @param unit metres */
export function fromUnit(object: Object3D, unit: number): Group {
  const group = new Group();
  group.scale.setScalar(unit);
  return group.add(object);
}
