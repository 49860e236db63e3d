import type { AnimationClip } from 'three/webgpu';
import type { GLTF, GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import type { FileMoment } from '../model-file.ts';
import type { AnimationDefinition, GltfJson } from './json.ts';
import { valueAt } from './sampler.ts';

/**
 * What may be animated by a pointer: places, weights and visibility of nodes, and numbers of cameras, materials and lights. Nothing
 * that says which thing is used, or where its data are: that was checked as it stands in the file.
 */
const animatable = [
  /^\/nodes\/\d+\/(translation|rotation|scale|weights|extensions\/KHR_node_visibility\/visible)$/,
  /^\/meshes\/\d+\/weights$/,
  /^\/cameras\/\d+\/(perspective|orthographic)\/(yfov|xmag|ymag|znear|zfar|aspectRatio)$/,
  /^\/materials\/\d+\/(?!.*\/(index|texCoord|source|constructor|__proto__|prototype)(\/|$))[\w/]+$/,
  /^\/extensions\/KHR_lights_punctual\/lights\/\d+\/(color|intensity|range|spot\/(innerConeAngle|outerConeAngle))$/,
];

/**
 * KHR_animation_pointer: what an animation changes that is no node's place. A picture shows one moment, so the values of that moment
 * are written into the JSON before anything is built from it: whatever the loader reads may be animated, and what is built
 * belongs to that moment alone.
 *
 * @param moment where none is given, the file is as it rests
 * @param moving gets the clips that do this, with their lengths
 */
export function pointers(moment: FileMoment | undefined, moving: Set<AnimationClip>) {
  return (parser: GLTFParser): GLTFLoaderPlugin => {
    const json: GltfJson = parser.json;
    return {
      name: 'KHR_animation_pointer',
      beforeRoot: () => (moment ? pose(parser, json, moment) : null),
      afterRoot: result => measure(json, result, moving),
    };
  };
}

async function pose(parser: GLTFParser, json: GltfJson, { clip, time }: FileMoment): Promise<void> {
  const animation = json.animations?.[clip];
  for (const { sampler: at, target } of animation?.channels ?? []) {
    const sampler = animation?.samplers[at];
    const pointer = pointerOf(target);
    if (!sampler || pointer === undefined || !animatable.some(pattern => pattern.test(pointer))) continue;
    const [input, output] = await Promise.all([
      parser.getDependency('accessor', sampler.input),
      parser.getDependency('accessor', sampler.output),
    ]);
    const value = valueAt(
      {
        times: input.array,
        values: plain(output),
        interpolation: sampler.interpolation ?? 'LINEAR',
        turns: /^\/nodes\/\d+\/rotation$/.test(pointer),
      },
      time,
    );
    write(json, pointer.slice(1).split('/'), value);
  }
}

interface Numbers {
  array: ArrayLike<number>;
  count: number;
  itemSize: number;
  getComponent(index: number, component: number): number;
}

/** Normalized integers as the fractions that they stand for. */
function plain(accessor: Numbers): Float32Array {
  const { count, itemSize } = accessor;
  return Float32Array.from({ length: count * itemSize }, (_, at) =>
    accessor.getComponent(Math.floor(at / itemSize), at % itemSize),
  );
}

function pointerOf(target: AnimationDefinition['channels'][number]['target']): string | undefined {
  const extension: unknown = target.extensions?.['KHR_animation_pointer'];
  if (target.path !== 'pointer' || typeof extension !== 'object' || extension === null) return undefined;
  return 'pointer' in extension && typeof extension.pointer === 'string' ? extension.pointer : undefined;
}

/** Puts a value where a pointer leads; on the way, objects that a file may leave out are made. */
function write(json: object, path: string[], value: number[]): void {
  let at: object = json;
  for (const [depth, key] of path.entries()) {
    if (depth === path.length - 1) Reflect.set(at, key, shaped(key, value));
    else {
      const inner: unknown = Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
      if (typeof inner === 'object' && inner !== null) at = inner;
      else if (depth < 2 || inner !== undefined) return;
      else {
        const made = {};
        Reflect.set(at, key, made);
        at = made;
      }
    }
  }
}

function shaped(key: string, value: number[]): number | number[] | boolean {
  if (key === 'visible') return (value[0] ?? 0) !== 0;
  return value.length === 1 && key !== 'weights' ? (value[0] ?? 0) : value;
}

/** three.js knows a clip's length from the channels that it knows. */
async function measure(json: GltfJson, { animations, parser }: GLTF, moving: Set<AnimationClip>): Promise<void> {
  for (const [at, animation] of (json.animations ?? []).entries()) {
    const clip = animations[at];
    if (!clip || !animation.channels.some(({ target }) => pointerOf(target) !== undefined)) continue;
    moving.add(clip);
    for (const { input } of animation.samplers) {
      const times: ArrayLike<number> = (await parser.getDependency('accessor', input)).array;
      clip.duration = Math.max(clip.duration, times[times.length - 1] ?? 0);
    }
  }
}
