import type { Camera, Object3D } from 'three/webgpu';
import { clone } from 'three/addons/utils/SkeletonUtils.js';
import type { Model } from '../../../scenes/model.ts';
import { isSeveral } from '../../../scenes/several.ts';
import { Fault, listed } from '../util/fault.ts';
import type { LoadedModel } from '../formats/model-file.ts';
import type { GltfJson } from '../formats/gltf/json.ts';
import type { Loader } from '../files/loader.ts';
import { changeMaterials } from './material-changes.ts';
import { mendMaterials } from '../materials/mends.ts';
import { trimMorphs } from './morphs.ts';
import { labelOf } from '../graph/names.ts';
import { changeNodes } from './node-changes.ts';
import { clipOf, pose, timeWithin } from './pose.ts';
import { uncover } from '../materials/missing-images.ts';
import { applyVariant, meshesOf, variantsAsked } from './variants.ts';

export interface BuiltModel {
  root: Object3D;
  cameras: Camera[];
  /** Where it is asked for in several variants. It is in none of them yet. */
  wardrobe?: Wardrobe | undefined;
}

/** Variants of one use of a model, to be worn one after the other. */
export interface Wardrobe {
  variants: string[];
  /** Puts it on, in place of the one before. */
  wear(variant: string): Promise<void>;
}

/** A model as a scene asks for it. Each use of a file is a copy of its own, which shares what was decoded and nothing else. */
export async function buildModel(loader: Loader, asked: Model, pointer: string): Promise<BuiltModel> {
  const { file, posed } = await read(loader, asked, pointer);
  const shown = sceneOf(file, asked.scene, `${pointer}/scene`);
  const root = copyOf(shown);
  const variants = variantsAsked(file, asked.variant, `${pointer}/variant`);
  posed?.(root);
  trimMorphs(root, pointer);
  if (asked.nodes) changeNodes(root, asked.nodes, `${pointer}/nodes`);
  const wear = dresser(loader, file, root, asked, pointer);
  const cameras = [...camerasOf(root), ...camerasElsewhere(file, shown, root)];
  if (isSeveral(asked.variant)) return { root, cameras, wardrobe: { variants, wear } };
  await wear(variants[0]);
  return { root, cameras };
}

/** Gives a model the materials of a variant, changed as is asked; each time as if it had never worn others. */
function dresser(
  loader: Loader,
  file: LoadedModel,
  root: Object3D,
  { variant: asked, materials }: Model,
  pointer: string,
): (variant: string | undefined) => Promise<void> {
  const elsewhere = isSeveral(asked) ? materialNames(file) : [];
  const own = new Map(meshesOf(root).map(mesh => [mesh, mesh.material]));
  return async variant => {
    for (const [mesh, material] of own) mesh.material = material;
    if (variant !== undefined) await applyVariant(file, root, variant);
    if (materials) await changeMaterials(loader, file, root, materials, `${pointer}/materials`, elsewhere);
    if (file.isIncomplete) uncover(root);
    mendMaterials(root);
  };
}

function materialNames({ gltf }: LoadedModel): string[] {
  const json: GltfJson | undefined = gltf?.parser.json;
  return (json?.materials ?? []).map(({ name }) => name ?? '');
}

interface Read {
  file: LoadedModel;
  posed: ((root: Object3D) => void) | undefined;
}

async function read(loader: Loader, { src, animation }: Model, pointer: string): Promise<Read> {
  const file = await loader.model(src, `${pointer}/src`);
  if (!animation) return { file, posed: undefined };
  const clip = clipOf(file, animation, `${pointer}/animation/clip`);
  const time = timeWithin(clip, animation.time);
  const posed = (root: Object3D) => pose(root, clip, time);
  if (!file.moving?.has(clip)) return { file, posed };
  const moment = { clip: file.animations.indexOf(clip), time };
  return { file: await loader.model(src, `${pointer}/src`, moment), posed };
}

function sceneOf({ root, scenes = [] }: LoadedModel, asked: Model['scene'], pointer: string): Object3D {
  if (asked === undefined) return root;
  const found = typeof asked === 'number' ? scenes[asked] : scenes.find(({ name }) => name === asked);
  if (found) return found.root;
  const there = scenes.map(({ name }, at) => name || String(at));
  throw new Fault(
    'scene_invalid',
    `The model has no scene ${JSON.stringify(asked)}; it has ${scenes.length > 0 ? scenes.length : 'one alone'}${there.length > 0 ? `: ${listed(there, asked)}` : ''}.`,
    pointer,
  );
}

/** A copy with its own skeletons, and with lights that shine at their own targets, not at those of what was copied. */
function copyOf(source: Object3D): Object3D {
  const copy = clone(source);
  const originals = partsOf(source);
  const copies = new Map(partsOf(copy).map((part, at) => [originals[at], part]));
  for (const [original, part] of copies) {
    if (!original || !('target' in original && 'target' in part)) continue;
    const target = copies.get(original.target as Object3D);
    if (target) part.target = target;
  }
  return copy;
}

function partsOf(root: Object3D): Object3D[] {
  const parts: Object3D[] = [];
  root.traverse(part => parts.push(part));
  return parts;
}

function camerasOf(root: Object3D): Camera[] {
  return partsOf(root).filter((part): part is Camera => 'isCamera' in part);
}

/** Cameras that stand in other scenes of the file alone: they see what is shown from where they are. */
function camerasElsewhere({ scenes = [] }: LoadedModel, shown: Object3D, root: Object3D): Camera[] {
  const here = new Set(camerasOf(shown).map(camera => labelOf(camera)?.at));
  const others = scenes.flatMap(scene => (scene.root === shown ? [] : camerasOf(scene.root)));
  return others
    .filter(camera => !here.has(labelOf(camera)?.at))
    .map(camera => {
      camera.updateWorldMatrix(true, false);
      const copy = camera.clone().clear();
      camera.matrixWorld.decompose(copy.position, copy.quaternion, copy.scale);
      root.add(copy);
      return copy;
    });
}
