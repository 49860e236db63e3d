import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { drawFiles, type Files } from './files.ts';
import { at, edgesOf, type Pixels } from './pixels.ts';

/** From the front, on nothing, with even light: two models that are alike give one picture. */
const plain = {
  camera: { orbit: [0, 0] },
  background: 'transparent',
  ground: 'none',
  toneMapping: 'none',
  output: { width: 64, height: 64 },
} as const satisfies SceneInput;

/** Draws a model that was sent, with the files beside it. */
export function drawSent(renderer: Renderer, files: Files, over: SceneInput = {}): Promise<Pixels> {
  return drawFiles(renderer, files, { ...plain, ...over });
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
