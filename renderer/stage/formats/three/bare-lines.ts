import { Line, LineBasicMaterial, type Material, type Object3D, Points, PointsMaterial } from 'three/webgpu';
import { type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { ink } from '../../materials/ink.ts';

/** three.js draws lines and points without a material in white, which cannot be seen on white: they get ink. */
export function inkBare(root: Object3D, { materials }: Json): void {
  const known = new Set(listOf(materials).map(({ uuid }) => textOf(uuid)));
  const isBare = (material: Material | Material[]) => ![material].flat().some(({ uuid }) => known.has(uuid));
  root.traverse(object => {
    if (object instanceof Line && isBare(object.material)) object.material = new LineBasicMaterial({ color: ink() });
    if (object instanceof Points && isBare(object.material))
      object.material = new PointsMaterial({ color: ink(), size: 5, sizeAttenuation: false });
  });
}
