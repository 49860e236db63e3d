import {
  AmbientLight,
  DirectionalLight,
  type Material,
  MeshLambertMaterial,
  MeshPhongMaterial,
  MeshToonMaterial,
  type Object3D,
  type Scene as World,
} from 'three/webgpu';
import { isTexture } from '../../graph/textures-in.ts';
import { hasImage } from '../../materials/missing-images.ts';
import { standardOf } from '../../formats/standard.ts';

/** Whether a file has no light of any kind, so that it is shown in ours. */
export function isBare(root: Object3D, world: World | undefined): boolean {
  let lit = isThere(world?.environment);
  root.traverse(object => {
    lit ||= 'isLight' in object || materialsOf(object).some(material => isThere(Reflect.get(material, 'lightMap')));
  });
  return !lit;
}

/** Light of an image that is missing lights nothing. */
function isThere(image: unknown): boolean {
  return isTexture(image) && hasImage(image);
}

/** Our light comes from all around, which Phong, Lambert and toon materials do not see. */
export function light(root: Object3D): void {
  const made = new Map<Material, Material>();
  const seeing = (material: Material): Material => {
    const known = made.get(material) ?? standard(material);
    made.set(material, known);
    return known;
  };
  let toon = false;
  root.traverse(object => {
    if (!('material' in object) || !object.material) return;
    toon ||= materialsOf(object).some(material => material instanceof MeshToonMaterial);
    object.material = Array.isArray(object.material)
      ? object.material.map(seeing)
      : seeing(object.material as Material);
  });
  if (toon) root.add(...lamps());
}

function standard(material: Material): Material {
  return material instanceof MeshPhongMaterial || material instanceof MeshLambertMaterial
    ? standardOf(material)
    : material;
}

/** From the upper left, with something from all around. */
function lamps(): Object3D[] {
  const lamp = new DirectionalLight(0xffffff, 2.4);
  lamp.position.set(-1, 2, 2);
  return [lamp, new AmbientLight(0xffffff, 0.9)];
}

function materialsOf(object: Object3D): Material[] {
  return 'material' in object && object.material ? ([object.material].flat() as Material[]) : [];
}
