import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { decode, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** A white block with round edges, seen along its foot, behind a black door. */
const scene: SceneInput = {
  nodes: [
    {
      geometry: { type: 'box', size: [1.6, 1, 1.2], radius: 0.02 },
      material: { type: 'basic', color: '#ffffff' },
      position: [0, 0.5, 0],
    },
    {
      geometry: { type: 'box', size: [1.4, 0.8, 0.05] },
      material: { type: 'basic', color: '#000000' },
      position: [0, 0.36, 0.6],
    },
  ],
  camera: { type: 'orthographic', orbit: [45, 35.264], margin: 0.06 },
  ground: 'none',
  environment: 'none',
  toneMapping: 'none',
  background: '#000000',
};

/** Pixels that are brighter than all eight around them. */
function specks({ data, width, height }: Pixels): number {
  const level = (x: number, y: number) => data[(y * width + x) * 4 + 1] ?? 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const around = [-1, 0, 1].flatMap(down =>
        [-1, 0, 1].map(across => (across || down ? level(x + across, y + down) : 0)),
      );
      if (level(x, y) > Math.max(...around) + 20) count++;
    }
  return count;
}

test('edges of what is behind a surface do not come out through it', () =>
  withRenderer(async renderer => {
    for (const side of [300, 450, 500]) {
      const [frame] = await draw(renderer, { ...scene, output: { width: side, height: side } });
      assert.is(specks(await decode(frame?.bytes ?? new Uint8Array())), 0, `at ${side} pixels`);
    }
  }));

test.run();
