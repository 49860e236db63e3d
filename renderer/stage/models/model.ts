import { type AnimationClip, type Camera, type Object3D, SkinnedMesh } from 'three/webgpu';
import type { Model } from '../../../scenes/model.ts';
import type { Moment } from '../../../scenes/pictures.ts';
import { isSeveral } from '../../../scenes/several.ts';
import type { LoadedModel } from '../formats/model-file.ts';
import type { Loader } from '../files/loader.ts';
import { camerasElsewhere, camerasOf } from './cameras.ts';
import { copyOf, partsOf, sceneOf } from './copy.ts';
import { createMorphTrimmer } from './morphs.ts';
import { changeNodes } from './node-changes.ts';
import { changesMaterials, clipOf, pose, timeWithin } from './pose.ts';
import { createVariantSwitch, type VariantSwitch } from './variant-switch.ts';
import { variantsAsked } from './variants.ts';
import { swap } from '../graph/swap.ts';

/** A model as a scene asks for it. Each use of a file is a copy of its own, which shares what was decoded and nothing else. */
export interface BuiltModel {
  /** Another one once `setTime` has replaced it. */
  readonly root: Object3D;
  readonly cameras: readonly Camera[];
  /** Those that are asked for by a list: it is in none of them yet. Empty where there is no list. */
  readonly variants: readonly string[];
  /** Gives it the materials of a variant, in place of those of the one before. */
  setVariant(variant: string): Promise<void>;
  /** Whether the scene asks for a moment of it, so that it can be seen at others. */
  readonly isAnimated: boolean;
  /** Whether its file is read again for other moments. */
  readonly needsFile: boolean;
  /** Poses it as at a moment, or as the scene asks where none is given. @returns what it was before, where that was replaced */
  setTime(moment: Moment | undefined): Promise<Replaced | undefined>;
}

/** What was a model until its file was read again for another moment. */
export interface Replaced {
  root: Object3D;
  /** Whether what it is made of is the file's as it rests, and so of others too. */
  isShared: boolean;
}

export async function buildModel(loader: Loader, asked: Model, pointer: string): Promise<BuiltModel> {
  let posed = await buildPosed({ loader, asked, pointer }, asked.animation && momentOf(asked.animation));
  const isInSeveral = isSeveral(asked.variant);
  let variant = isInSeveral ? undefined : posed.variants[0];
  if (!isInSeveral) await posed.materials.set(variant);
  return {
    get root() {
      return posed.root;
    },
    get cameras() {
      return posed.cameras;
    },
    variants: isInSeveral ? posed.variants : [],
    isAnimated: asked.animation !== undefined,
    needsFile: asked.animation !== undefined && posed.setTime === undefined,
    async setVariant(next) {
      variant = next;
      await posed.materials.set(variant);
    },
    async setTime(moment) {
      if (!asked.animation) return undefined;
      const own = momentOf(asked.animation);
      const wanted = moment ? { ...own, ...moment } : own;
      if (posed.setTime) {
        const hasOtherMaterials = await posed.setTime(wanted);
        if (hasOtherMaterials) await posed.materials.set(variant);
        return undefined;
      }
      const { root, isShared } = posed;
      posed = await buildPosed({ loader, asked, pointer }, wanted);
      await posed.materials.set(variant);
      swap(root, posed.root);
      return { root, isShared };
    },
  };
}

function momentOf({ clip, time }: NonNullable<Model['animation']>): Moment {
  return clip === undefined ? { seconds: time } : { clip, seconds: time };
}

/** A copy of a file, at a moment. */
interface Posed {
  root: Object3D;
  cameras: Camera[];
  variants: string[];
  materials: VariantSwitch;
  isShared: boolean;
  /**
   * Poses it as at another moment; none where its file has to be read for each.
   * @returns whether its materials have to be set again
   */
  setTime?(moment: Moment): Promise<boolean>;
}

interface Use {
  loader: Loader;
  asked: Model;
  pointer: string;
}

async function buildPosed(use: Use, moment: Moment | undefined): Promise<Posed> {
  const { loader, asked, pointer } = use;
  const rest = await loader.model(asked.src, `${pointer}/src`);
  const clip = moment && clipOf(rest, moment.clip, `${pointer}/animation/clip`);
  const file = moment && clip ? await readAt(use, rest, clip, moment) : rest;
  const shown = sceneOf(file, asked.scene, `${pointer}/scene`);
  const root = copyOf(shown);
  const variants = variantsAsked(file, asked.variant, `${pointer}/variant`);
  const morphs = createMorphTrimmer(root, pointer);
  let undo: (() => void)[] = [];
  const put = (clip: AnimationClip | undefined, seconds: number): void => {
    if (clip) undo.push(pose(root, clip, timeWithin(clip, seconds)));
    forgetBounds(root);
    morphs.trim();
    undo.push(() => morphs.restore());
    if (asked.nodes) undo.push(changeNodes(root, asked.nodes, `${pointer}/nodes`));
  };
  put(clip, moment?.seconds ?? 0);
  const materials = createVariantSwitch(use, file, root);
  const cameras = [...camerasOf(root), ...camerasElsewhere(file, shown, root)];
  let current = clip;
  const setTime = async (moment: Moment): Promise<boolean> => {
    const next = clipOf(file, moment.clip, `${pointer}/animation/clip`);
    const hasOtherMaterials = [current, next].some(clip => clip && changesMaterials(clip));
    if (hasOtherMaterials) materials.takeOff();
    for (const one of undo.toReversed()) one();
    undo = [];
    put(next, moment.seconds);
    current = next;
    return hasOtherMaterials;
  };
  return { root, cameras, variants, materials, isShared: file === rest, ...(rest.moving?.size ? {} : { setTime }) };
}

/** three.js takes a skinned mesh to reach as far as in the pose in which it was drawn first. */
function forgetBounds(root: Object3D): void {
  for (const part of partsOf(root))
    if (part instanceof SkinnedMesh) Object.assign(part, { boundingBox: null, boundingSphere: null });
}

/** A file whose clip animates more than places is read at its moment. */
async function readAt(
  { loader, asked, pointer }: Use,
  rest: LoadedModel,
  clip: AnimationClip,
  { seconds }: Moment,
): Promise<LoadedModel> {
  if (!rest.moving?.has(clip)) return rest;
  const time = timeWithin(clip, seconds);
  return loader.moment(asked.src, `${pointer}/src`, { clip: rest.animations.indexOf(clip), time });
}
