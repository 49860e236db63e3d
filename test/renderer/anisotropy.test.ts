import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { GltfFile, shown } from '../support/gltf/file.ts';
import { ball, mesh } from '../support/gltf/shapes.ts';
import { at, decode, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** Brushed balls side by side, each further away than the one before; balls as strongly brushed are of one material. */
async function balls(renderer: Renderer, strengths: readonly (number | undefined)[]): Promise<Pixels> {
  const file = new GltfFile().use('KHR_materials_anisotropy');
  const shape = ball();
  const tangents = tangentsOf(shape.normals);
  const materials = new Map<number, number>();
  for (const [place, strength] of strengths.entries()) {
    if (strength === undefined) continue;
    const material = materials.get(strength) ?? file.add('materials', brushed(strength));
    materials.set(strength, material);
    const TANGENT = file.accessor(tangents, 'VEC4');
    file.node({ mesh: mesh(file, shape, { material }, { TANGENT }), translation: [2.2 * (place - 1), 0, -3 * place] });
  }
  const camera: SceneInput['camera'] = { type: 'orthographic', height: 2.2, position: [0, 0, 5], target: [0, 0, 0] };
  const [frame] = await draw(
    renderer,
    shown(file, { camera, ground: 'none', output: { width: 330, height: 110, sampling: 'draft' } }),
  );
  return decode(frame?.bytes ?? new Uint8Array());
}

function brushed(anisotropyStrength: number) {
  return {
    pbrMetallicRoughness: { metallicFactor: 1, roughnessFactor: 0.2 },
    extensions: { KHR_materials_anisotropy: { anisotropyStrength } },
  };
}

/** Level ones. */
function tangentsOf(normals: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: (normals.length / 3) * 4 }, (_, index) => {
    const [x = 0, , z = 0] = normals.subarray(Math.floor(index / 4) * 3);
    const length = Math.hypot(x, z) || 1;
    return [z / length, 0, -x / length, 1][index % 4] ?? 0;
  });
}

test('a surface is brushed as its material says, whatever is drawn before it', () =>
  withRenderer(async renderer => {
    const together = await balls(renderer, [0.1, 0.9, 0.1]);
    const alone = await balls(renderer, [undefined, undefined, 0.1]);
    for (const y of [0.2, 0.35, 0.5, 0.65, 0.8])
      for (const x of [0.75, 0.83, 0.92]) assert.equal(at(together, x, y), at(alone, x, y), `${x} ${y}`);
  }));

test.run();
