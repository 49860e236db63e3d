import type { Renderer } from '../../renderer/renderer.ts';
import { referencesOf } from '../../scenes/references.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { createAssets } from '../../server/assets/assets.ts';
import { resolveAssets } from '../../server/assets/resolve.ts';
import { at, decode, type Pixels } from './pixels.ts';
import { sceneFrom } from './studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

/** A model's file and those beside it, by name; the model is the first. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A model straight from its front, as large as the picture, on white. */
const front = {
  camera: { type: 'orthographic', orbit: [0, 0], margin: 0 },
  background: '#ffffff',
  output: { width: 96, height: 96 },
} satisfies SceneInput;

/** The picture of a model that comes with the request that draws it. */
export async function drawFiles(renderer: Renderer, files: Files, over: Partial<SceneInput> = {}): Promise<Pixels> {
  const [model = ''] = Object.keys(files);
  const scene = sceneFrom({ ...front, model, ...over });
  const parts = new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
  const assets = createAssets({ hosts: '' });
  const { signal } = new AbortController();
  try {
    const found = await resolveAssets(referencesOf(scene), assets, { signal, parts });
    const [frame] = await Array.fromAsync(framesOf(renderer.render({ scene, assets: found }, signal)));
    if (!frame) throw new Error('nothing was drawn');
    return await decode(frame.bytes);
  } finally {
    await assets.close();
  }
}

export type Tone = 'nothing' | 'red' | 'green' | 'blue' | 'dark' | 'grey' | 'other';

/** What is to be seen at a place of a picture, as shares of width and height from its upper left. */
export function toneAt(pixels: Pixels, x: number, y: number): Tone {
  const [r, g, b] = at(pixels, x, y);
  const [least, most] = [Math.min(r, g, b), Math.max(r, g, b)];
  if (least > 244) return 'nothing';
  if (most - least < 30) return most < 110 ? 'dark' : 'grey';
  const rest = r + g + b - most;
  if (most < rest * 0.9) return 'other';
  return most === r ? 'red' : most === g ? 'green' : 'blue';
}

/** A part of a model, and what is seen there. */
export type Seen = Readonly<Record<`${number} ${number}`, Tone>>;

/** What of what should be seen is not. */
export function unlike(pixels: Pixels, seen: Seen): string[] {
  return Object.entries(seen).flatMap(([place, tone]) => {
    const [x = 0, y = 0] = place.split(' ').map(Number);
    const found = toneAt(pixels, x, y);
    return found === tone ? [] : [`at ${place} is ${found}, not ${tone}`];
  });
}

/** How much of a picture is drawn on. */
export function coverOf(pixels: Pixels): number {
  let drawn = 0;
  for (let place = 0; place < pixels.data.length; place += 4)
    if (Math.min(...pixels.data.subarray(place, place + 3)) <= 244) drawn += 1;
  return drawn / (pixels.width * pixels.height);
}

/** By how much the pixels of a square differ. @param middle as shares of width and height from the upper left */
export function rangeAt(pixels: Pixels, [x, y]: readonly [number, number], side: number): number {
  const levels = Array.from({ length: side * side }, (_, place) => {
    const [across, down] = [(place % side) - side / 2, Math.floor(place / side) - side / 2];
    return at(pixels, x + across / pixels.width, y + down / pixels.height)[1];
  });
  return Math.max(...levels) - Math.min(...levels);
}

/** How many parts there are of what is drawn that do not touch, not even by a corner. */
export function partsOf(pixels: Pixels): number {
  const { width, height, data } = pixels;
  const left = new Set<number>();
  for (let place = 0; place < width * height; place++)
    if (Math.min(...data.subarray(place * 4, place * 4 + 3)) <= 244) left.add(place);
  let parts = 0;
  for (const first of left) {
    parts += 1;
    left.delete(first);
    for (const reached = [first]; reached.length > 0; ) {
      const place = reached.pop() ?? 0;
      for (const next of [-1, 0, 1].flatMap(down => [-1, 0, 1].map(across => place + down * width + across)))
        if (Math.abs((next % width) - (place % width)) < 2 && left.delete(next)) reached.push(next);
    }
  }
  return parts;
}
