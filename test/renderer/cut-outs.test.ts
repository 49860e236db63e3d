import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { dataUri } from '../server/assets/make-model.ts';
import { GltfFile } from '../support/gltf/file.ts';
import { paint } from '../support/gltf/images.ts';
import { square } from '../support/gltf/shapes.ts';
import { at, decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

const side = 128;
/** Of a square of side 1: what is to the left of this line stays. */
const edgeAt = (v: number): number => 0.4 + 0.2 * v;

type Alpha = (u: number, v: number) => number;
const straight: Alpha = (u, v) => (edgeAt(v) - u) * 64 + 0.5;

async function cutOut(alphaMode: 'MASK' | 'BLEND' = 'MASK', alpha = straight, rotation?: number[]): Promise<string> {
  const image = await paint((u, v) => [0.2, 0.6, 0.3, Math.min(Math.max(alpha(u, v), 0), 1)], 256);
  const file = new GltfFile();
  file.use('KHR_materials_unlit');
  const material = file.add('materials', {
    alphaMode,
    pbrMetallicRoughness: { baseColorTexture: { index: file.texture(image) } },
    extensions: { KHR_materials_unlit: {} },
  });
  const { positions, uvs, indices } = square();
  const attributes = {
    POSITION: file.accessor(positions, 'VEC3', { min: [-1, -1, 0], max: [1, 1, 0] }),
    TEXCOORD_0: file.accessor(uvs, 'VEC2'),
  };
  const primitives = [{ attributes, indices: file.accessor(indices, 'SCALAR'), material }];
  file.node({ mesh: file.add('meshes', { primitives }), ...(rotation && { rotation }) });
  return dataUri(file.bytes(), 'model/gltf-binary');
}

test('the edge of what is cut out of a texture is smooth, straight and of its own colour', async () => {
  await withRenderer(async renderer => {
    const model = await cutOut();
    const camera: SceneInput['camera'] = { type: 'orthographic', orbit: [0, 0], margin: 0 };
    for (const sampling of ['standard', 'best'] as const) {
      const output = { width: side, height: side, sampling } as const;
      const [frame] = await draw(renderer, {
        model,
        camera,
        ground: 'none',
        background: 'transparent',
        toneMapping: 'none',
        output,
      });
      const { data } = await decode(frame?.bytes ?? new Uint8Array());
      const off: number[] = [];
      for (let y = 8; y < side - 8; y++) {
        const row = data.subarray(y * side * 4, (y + 1) * side * 4);
        const alphas = Array.from({ length: side }, (_, x) => (row[x * 4 + 3] ?? 0) / 255);
        off.push(alphas.reduce((sum, one) => sum + one, 0) - side * edgeAt((y + 0.5) / side));
        for (const [x, alpha] of alphas.entries())
          if (alpha > 0.1)
            for (const channel of [0, 1, 2])
              assert.ok(
                Math.abs((row[x * 4 + channel] ?? 0) - (row[8 * 4 + channel] ?? 0)) < 6,
                `${sampling}: ${[...row.subarray(x * 4, x * 4 + 4)]} at ${x}, ${y}, not ${[...row.subarray(32, 36)]}`,
              );
      }
      const rms = Math.sqrt(off.reduce((sum, one) => sum + one * one, 0) / off.length);
      assert.ok(rms < 0.2, `${sampling}: the edge is off by ${rms} pixels`);
    }
  });
});

test('what a texture leaves nothing of casts no shadow on the ground', async () => {
  await withRenderer(async renderer => {
    const disc: Alpha = (u, v) => (0.25 - Math.hypot(u - 0.5, v - 0.5)) * 64 + 0.5;
    for (const alphaMode of ['MASK', 'BLEND'] as const) {
      // lying, so that its corners are above the ground where nothing is drawn
      const model = await cutOut(alphaMode, disc, [-Math.SQRT1_2, 0, 0, Math.SQRT1_2]);
      const [frame] = await draw(renderer, {
        nodes: [{ model }, { geometry: { type: 'box', size: [0.2, 0.2, 0.2] }, position: [0, 0.1, 0] }],
        camera: { type: 'orthographic', orbit: [0, 90], margin: 0 },
        background: '#ffffff',
        ground: { shadow: 'contact' },
        toneMapping: 'none',
        output: { width: side, height: side },
      });
      const seen = await decode(frame?.bytes ?? new Uint8Array());
      for (const [x, y] of [
        [0.06, 0.06],
        [0.94, 0.06],
        [0.06, 0.94],
        [0.94, 0.94],
      ] as const) {
        const [r] = at(seen, x, y);
        assert.ok(r >= 235, `${alphaMode}: the ground below a clear corner is ${r}`);
      }
    }
  });
});

test.run();
