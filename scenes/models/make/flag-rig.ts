import type { Node } from '@gltf-transform/core';
import { Euler, Matrix4, Quaternion } from 'three';
import { at, range } from './kit/geometry.ts';
import { clamp } from './kit/noise.ts';
import { accessor, type Studio } from './kit/studio.ts';

/** Bones in the chain along the cloth, and metres from one to the next. */
const BONES = 7;
const STEP = 0.0355;
const HEIGHT = 0.254;
/** Seconds of the clip `wave`, and its keys. */
const LENGTH = 2;
const KEYS = 33;

/** The two bones that hold the cloth at x, and how much of it the second has. */
export function bonesAt(x: number) {
  const place = clamp(x / STEP - 0.5, 0, BONES - 1);
  const first = Math.min(Math.floor(place), BONES - 2);
  return { first, second: first + 1, share: place - first };
}

/** Hangs the cloth on its bones and makes them wave. */
export function rig(studio: Studio, cloth: Node): void {
  const bones = chain(studio);
  const skin = studio.document.createSkin('Flag').setSkeleton(at(bones, 0));
  for (const bone of bones) skin.addJoint(bone);
  const inverse = range(BONES).flatMap(i => new Matrix4().makeTranslation(-i * STEP, -HEIGHT, 0).toArray());
  cloth.setSkin(skin.setInverseBindMatrices(accessor(studio, 'MAT4', new Float32Array(inverse))));
  wave(studio, bones, cloth);
}

function chain({ document, scene }: Studio): Node[] {
  const bones = range(BONES).map(i => document.createNode(`Bone ${i + 1}`));
  bones.forEach((bone, i) => {
    bone.setTranslation(i === 0 ? [0, HEIGHT, 0] : [STEP, 0, 0]);
    (i === 0 ? scene : at(bones, i - 1)).addChild(bone);
  });
  return bones;
}

/** A wave that runs from the pole to the end, growing, with a slight roll; a gust comes and goes once. */
function wave(studio: Studio, bones: Node[], cloth: Node): void {
  const { document } = studio;
  const clip = document.createAnimation('wave');
  const times = accessor(studio, 'SCALAR', new Float32Array(range(KEYS).map(k => (k / (KEYS - 1)) * LENGTH)));
  const turn = (k: number) => (k / (KEYS - 1)) * Math.PI * 2;
  const add = (target: Node, path: 'rotation' | 'weights', values: ReturnType<typeof accessor>) => {
    const sampler = document.createAnimationSampler().setInput(times).setOutput(values);
    clip.addSampler(sampler);
    clip.addChannel(document.createAnimationChannel().setTargetNode(target).setTargetPath(path).setSampler(sampler));
  };
  bones.forEach((bone, i) => {
    const size = 0.1 + 0.045 * i;
    const turns = range(KEYS).flatMap(k => {
      const phase = turn(k) - i * 1.05;
      // The first bone holds the sleeve, which may turn round the pole but not leave it.
      const roll = i === 0 ? 0 : 1;
      const euler = new Euler(
        roll * 0.05 * Math.sin(phase + 0.8),
        size * Math.sin(phase),
        roll * 0.02 * Math.sin(phase * 2),
      );
      const { x, y, z, w } = new Quaternion().setFromEuler(euler);
      return [x, y, z, w];
    });
    add(bone, 'rotation', accessor(studio, 'VEC4', new Float32Array(turns)));
  });
  const gust = range(KEYS).map(k => 0.35 * (1 - Math.cos(turn(k))));
  add(cloth, 'weights', accessor(studio, 'SCALAR', new Float32Array(gust)));
}
