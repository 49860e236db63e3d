import { AnimationMixer, type Camera, LoopOnce, type Material, type Mesh, type Object3D } from 'three/webgpu';
import { clone } from 'three/addons/utils/SkeletonUtils.js';
import type { Model, ModelAnimation } from '../../scenes/model.ts';
import { Fault, listed } from './fault.ts';
import type { LoadedModel } from './formats/model-file.ts';
import type { Loader } from './loader.ts';

export interface BuiltModel {
  root: Object3D;
  cameras: Camera[];
}

/** A model as a scene asks for it. Each use of a file is a copy of its own, which shares what was decoded and nothing else. */
export async function buildModel(loader: Loader, asked: Model, pointer: string): Promise<BuiltModel> {
  const model = await loader.model(asked.src, `${pointer}/src`);
  const root = clone(model.root);
  if (asked.variant !== undefined) await applyVariant(model, root, asked.variant, `${pointer}/variant`);
  if (asked.animation) applyAnimation(model, root, asked.animation, `${pointer}/animation/clip`);
  const cameras: Camera[] = [];
  root.traverse(object => {
    if ('isCamera' in object) cameras.push(object as Camera);
  });
  return { root, cameras };
}

interface Variants {
  variants: { name: string }[];
}
interface VariantMappings {
  mappings: { material: number; variants: number[] }[];
}

/** KHR_materials_variants: the loader leaves it in `userData`, choosing is ours. */
async function applyVariant({ gltf }: LoadedModel, root: Object3D, variant: string, pointer: string): Promise<void> {
  const declared =
    (gltf?.userData['gltfExtensions'] as { KHR_materials_variants?: Variants } | undefined)?.KHR_materials_variants
      ?.variants ?? [];
  const index = declared.findIndex(({ name }) => name === variant);
  if (!gltf || index < 0)
    throw new Fault(
      'scene_invalid',
      `The model has no variant "${variant}"; it has: ${listed(declared.map(({ name }) => name))}.`,
      pointer,
    );

  const meshes: Mesh[] = [];
  root.traverse(object => {
    if ('isMesh' in object) meshes.push(object as Mesh);
  });
  for (const mesh of meshes) {
    const extension = (mesh.userData['gltfExtensions'] as { KHR_materials_variants?: VariantMappings } | undefined)
      ?.KHR_materials_variants;
    const mapping = extension?.mappings.find(({ variants }) => variants.includes(index));
    if (!mapping) continue;
    mesh.material = (await gltf.parser.getDependency('material', mapping.material)) as Material;
    gltf.parser.assignFinalMaterial(mesh);
  }
}

/** Puts a model into the pose of one moment of a clip. */
function applyAnimation(
  { animations }: LoadedModel,
  root: Object3D,
  { clip: name, time }: ModelAnimation,
  pointer: string,
): void {
  const clip = name === undefined ? animations[0] : animations.find(candidate => candidate.name === name);
  if (!clip) {
    const names = listed(animations.map(candidate => candidate.name));
    throw new Fault(
      'scene_invalid',
      name === undefined ? 'The model has no animation.' : `The model has no clip "${name}"; it has: ${names}.`,
      pointer,
    );
  }
  const mixer = new AnimationMixer(root);
  const action = mixer.clipAction(clip).setLoop(LoopOnce, 1);
  action.clampWhenFinished = true;
  action.play();
  // the clip's very end is its last pose, not its first again
  mixer.setTime(time > clip.duration && clip.duration > 0 ? time % clip.duration : time);
}
