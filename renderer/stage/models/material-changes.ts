import { Color, type Material, Matrix3, type Mesh, type Object3D, Texture, Vector2 } from 'three/webgpu';
import type { MaterialChange } from '../../../scenes/material.ts';
import { pointerTo } from '../../../scenes/pointer.ts';
import { Fault, listed } from '../util/fault.ts';
import type { LoadedModel } from '../formats/model-file.ts';
import type { Loader } from '../files/loader.ts';
import { ableTo } from '../materials/kinds.ts';
import { isSceneTexture, property } from '../materials/build.ts';

/** How a mesh's images lie, which what is changed has to fit. */
interface Lie {
  /** Whether v grows downwards, as in glTF; ours grows upwards. */
  isDown: boolean;
  /** Whether normal maps are read the other way up: three.js derives the directions along a surface from how v grows. */
  isTurned: boolean;
}

/** One use of a model. */
interface Changed {
  /** Where images come from. */
  loader: Loader;
  file: LoadedModel;
  root: Object3D;
}

/**
 * Changes materials of one use of a model, by their names. The file's own are shared with its other uses, and stay as they are: each
 * that is changed is a copy.
 * @param elsewhere names of materials that the model has on at other times
 */
export async function changeMaterials(
  { loader, file, root }: Changed,
  changes: Record<string, MaterialChange>,
  pointer: string,
  elsewhere: readonly string[] = [],
): Promise<void> {
  const meshes: Mesh[] = [];
  root.traverse(object => {
    if ('material' in object && object.material) meshes.push(object as Mesh);
  });
  const others = new Set(elsewhere);
  checkNames(
    meshes,
    Object.keys(changes).filter(name => !others.has(name)),
    pointer,
  );

  const copies = new Map<Material, Promise<Material>>();
  const changed = (material: Material, mesh: Mesh): Promise<Material> => {
    const change = Object.hasOwn(changes, material.name) ? changes[material.name] : undefined;
    if (!change) return Promise.resolve(material);
    const isDown = file.gltf !== undefined;
    const lie = { isDown, isTurned: isDown && !mesh.geometry?.hasAttribute('tangent') };
    const copy = copies.get(material) ?? copyWith(loader, material, change, lie, pointer + pointerTo([material.name]));
    copies.set(material, copy);
    return copy;
  };
  for (const mesh of meshes)
    mesh.material = Array.isArray(mesh.material)
      ? await Promise.all(mesh.material.map(one => changed(one, mesh)))
      : await changed(mesh.material, mesh);
}

function checkNames(meshes: readonly Mesh[], wanted: readonly string[], pointer: string): void {
  const names = new Set(meshes.flatMap(({ material }) => [material].flat().map(one => one.name)));
  const unknown = wanted.find(name => !names.has(name));
  if (unknown === undefined) return;
  names.delete('');
  throw new Fault(
    'scene_invalid',
    `The model has no material "${unknown}"; it has: ${listed([...names], unknown)}.`,
    pointer + pointerTo([unknown]),
  );
}

async function copyWith(
  loader: Loader,
  material: Material,
  change: MaterialChange,
  lie: Lie,
  pointer: string,
): Promise<Material> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const copy = ableTo(
    material,
    given.map(([field]) => field),
    lie.isTurned,
  );
  for (const [field, value] of given) {
    // a line has no roughness, and a point no relief
    if (!(field in copy)) continue;
    const before: unknown = Reflect.get(copy, field);
    const made =
      value === null ? { [field]: null } : await property(loader, field, value, pointer + pointerTo([field]));
    const after: unknown = Reflect.get(made, field);
    if (after instanceof Texture) place(after, before, value, lie);
    if (after instanceof Vector2 && field === 'normalScale' && lie.isTurned) after.y *= -1;
    Object.assign(copy, made);
  }
  follow(copy, change);
  copy.needsUpdate = true;
  return copy;
}

/** An image in place of another lies as that did, unless it is said how. */
function place(texture: Texture, before: unknown, asked: unknown, { isDown }: Lie): void {
  const isPlaced = isSceneTexture(asked) && (asked.repeat ?? asked.offset ?? asked.rotation) !== undefined;
  const isWrapped = isSceneTexture(asked) && asked.wrap !== undefined;
  if (before instanceof Texture) {
    texture.channel = before.channel;
    if (!isWrapped) [texture.wrapS, texture.wrapT] = [before.wrapS, before.wrapT];
    if (!isPlaced) return lieAs(texture, before);
  }
  if (!isDown) return;
  texture.updateMatrix();
  texture.matrixAutoUpdate = false;
  texture.matrix.multiply(new Matrix3(1, 0, 0, 0, -1, 1, 0, 0, 1));
}

function lieAs(texture: Texture, before: Texture): void {
  texture.flipY = before.flipY;
  texture.offset.copy(before.offset);
  texture.repeat.copy(before.repeat);
  texture.center.copy(before.center);
  texture.rotation = before.rotation;
  texture.matrix.copy(before.matrix);
  texture.matrixAutoUpdate = before.matrixAutoUpdate;
}

/** What follows from what is given, as it does for a material of the scene's own. */
function follow(material: Material, change: MaterialChange): void {
  const { opacity, transparent, alphaMap, emissiveMap, emissive, roughness, roughnessMap } = change;
  if (transparent === undefined && ((typeof opacity === 'number' && opacity < 1) || alphaMap))
    material.transparent = true;
  const own: unknown = Reflect.get(material, 'emissive');
  if (emissiveMap && emissive === undefined && own instanceof Color && own.getHex() === 0) own.set(0xffffff);
  // a file's own way to be rough, texel by texel
  if ((roughness ?? roughnessMap) !== undefined && 'roughnessNode' in material) material.roughnessNode = null;
}
