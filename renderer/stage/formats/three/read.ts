import {
  Group,
  type Light,
  LOD,
  type Material,
  Object3D,
  Points,
  RectAreaLight,
  Scene as World,
  SkinnedMesh,
} from 'three/webgpu';
import { readyAreaLights } from '../../lights/area-lights.ts';
import type { LoadedModel, ModelFile } from '../model-file.ts';
import { findTargets } from './clips.ts';
import { countBones } from '../bones.ts';
import { depthMaterials } from './depth.ts';
import { isBare, light } from './bare.ts';
import { inkBare } from './bare-lines.ts';
import { type Document, documentOf } from './document.ts';
import { pointQuadsOf } from './point-quads.ts';
import { DocumentLoader } from './loader.ts';

/** three.js' own JSON, format 4: of an object or scene, of a geometry alone, or of the editor's app. */
export async function readThree({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const document = documentOf(JSON.parse(new TextDecoder().decode(bytes)));
  const loader = new DocumentLoader(manager);
  const loaded = await loader.parseAsync(document.scene);
  const world = loaded instanceof World ? loaded : undefined;
  // points are replaced, for which they are to be in something
  const root = world ? contentsOf(world) : loaded instanceof Points ? new Group().add(loaded) : loaded;
  if (document.camera) root.children.unshift(...(await viewportCamera(loader, document.camera, root)));
  if (all(root).some(object => object instanceof RectAreaLight)) await readyAreaLights();
  inkBare(root, document.scene);
  for (const object of all(root)) if (object instanceof SkinnedMesh) countBones(object);
  for (const [at, object] of all(root).entries()) settle(object, at, document);
  for (const object of all(root)) if (object instanceof Points) replace(object, pointQuadsOf);
  if (isBare(root, world)) light(root);
  root.userData['saysWhatCasts'] = true;
  return { root, animations: findTargets(root), world };
}

/** A scene within a scene is a group; what is around it is kept apart. */
function contentsOf(world: World): Group {
  const group = new Group();
  group.copy(world, false);
  group.uuid = world.uuid;
  group.add(...world.children);
  return group;
}

/** The editor's own camera, as the first of all. */
async function viewportCamera(loader: DocumentLoader, json: object, parent: Object3D): Promise<Object3D[]> {
  const camera = await loader.parseAsync(json);
  if (!('isCamera' in camera)) return [];
  camera.parent = parent;
  return [camera];
}

function all(root: Object3D): Object3D[] {
  const found: Object3D[] = [];
  root.traverse(object => void found.push(object));
  return found;
}

/** What three.js asks its user to do for it. */
function settle(object: Object3D, at: number, { shadows }: Document): void {
  // the stage keeps marks of its own there, which a file must not set
  object.userData = { label: { name: object.name, at } };
  if ('isLight' in object) settleLight(object as Light, shadows);
  if (object instanceof LOD) keepOthers(object);
  if ('material' in object && object.material)
    object.material = depthMaterials(object.material as Material | Material[]);
}

function settleLight(light: Light, shadows: boolean): void {
  light.castShadow &&= shadows;
}

/** Children of a LOD that are none of its levels, which a copy of it would lack, become its neighbours. */
function keepOthers(lod: LOD): void {
  const levels = new Set(lod.levels.map(({ object }) => object));
  const others = lod.children.filter(child => !levels.has(child));
  if (others.length === 0 || !lod.parent) return;
  const holder = new Group();
  holder.copy(lod, false);
  lod.parent.add(holder);
  holder.add(...others);
}

/** Puts what is drawn instead of an object into its place. What has nothing to draw is left, and drawn by nobody. */
function replace(old: Points, made: (old: Points) => Object3D): void {
  if (!old.geometry.getAttribute('position')) return old.layers.disableAll();
  const object = made(old);
  Object3D.prototype.copy.call(object, old, false);
  object.uuid = old.uuid;
  if (old.children.length > 0) object.add(...old.children);
  old.parent?.add(object);
  old.removeFromParent();
}
