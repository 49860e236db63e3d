import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { referencesOf } from '../../scenes/references.ts';
import { createAssets } from '../../server/assets/assets.ts';
import { resolveAssets } from '../../server/assets/resolve.ts';
import { at, decode, edgesOf, type Pixels } from './pixels.ts';
import { sceneFrom } from './studio.ts';

/** Files as they are sent with a request, the model first. */
export type Sent = Readonly<Record<string, string | Uint8Array>>;

/** From the front, on nothing, with even light: two models that are alike give one picture. */
const plain = {
  camera: { orbit: [0, 0] },
  background: 'transparent',
  ground: 'none',
  toneMapping: 'none',
  output: { width: 64, height: 64 },
} as const satisfies SceneInput;

/** Draws a model that was sent, with the files beside it. */
export async function drawSent(renderer: Renderer, files: Sent, over: SceneInput = {}): Promise<Pixels> {
  const [src] = Object.keys(files);
  const scene = sceneFrom({ ...plain, model: src, ...over });
  const parts = new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
  const assets = createAssets({ hosts: '*' });
  const signal = new AbortController().signal;
  try {
    const found = await resolveAssets(referencesOf(scene), assets, signal, parts);
    const [frame] = await Array.fromAsync(renderer.render({ scene, assets: found }, signal));
    if (!frame) throw new Error('nothing was drawn');
    return await decode(frame.bytes);
  } finally {
    await assets.close();
  }
}

/** Holds two pictures against each other: a hundredth of the pixels may differ, at edges. */
export function alike(one: Pixels, other: Pixels, says: string): void {
  const differ = one.data.reduce(
    (sum, value, index) => sum + Number(Math.abs(value - (other.data[index] ?? 0)) > 12),
    0,
  );
  assert.ok(differ < one.data.length / 100, `${says}: ${differ} of ${one.data.length} values differ`);
}

/** What colour a place of a picture has most of: `r`, `g`, `b`, of two `rg` and so on, `w` of all; nothing where it is empty. */
export function hueAt(picture: Pixels, x: number, y: number): string {
  const [r, g, b, a] = at(picture, x, y);
  if (a < 128) return '';
  const most = Math.max(r, g, b);
  const named = Object.entries({ r, g, b })
    .filter(([, value]) => value > most * 0.7)
    .map(([name]) => name)
    .join('');
  return named === 'rgb' ? 'w' : named;
}

/** Width by height of what is on a picture. */
export function aspectOf(picture: Pixels): number {
  const { left, right, top, bottom } = edgesOf(picture);
  return (picture.width - left - right) / (picture.height - top - bottom);
}
