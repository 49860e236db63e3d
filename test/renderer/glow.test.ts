import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { dataUri } from '../server/assets/make-model.ts';
import { paint } from '../support/gltf/images.ts';
import { at, decode, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** A ball of 1 m above a white floor, from above, where a picture's side is 8 m. */
const scene = (emissiveIntensity: number, emissiveMap?: string): SceneInput => ({
  nodes: [
    { geometry: { type: 'box', size: [8, 0.1, 8] }, material: { color: '#cccccc' } },
    {
      geometry: { type: 'sphere' },
      position: [-2, 1, 0],
      material: { color: '#000000', emissive: '#3377ff', emissiveIntensity, ...(emissiveMap && { emissiveMap }) },
    },
  ],
  camera: { type: 'orthographic', orbit: [0, 90], height: 8, position: [0, 10, 0] },
  environment: { preset: 'neutral', intensity: 0.2 },
  background: '#000000',
  ground: 'none',
  toneMapping: 'none',
  output: { width: 96, height: 96 },
});

async function picture(renderer: Renderer, emission: number, map?: string): Promise<Pixels> {
  const input = scene(emission, map);
  const { orbit: _, ...camera } = input.camera as { orbit: unknown };
  const [frame] = await draw(renderer, { ...input, camera: { ...camera, target: [0, 0, 0] } });
  return decode(frame?.bytes ?? new Uint8Array());
}

/** What a picture has more of than another, of red and of blue, so many metres to the right of the ball's middle. */
function gained(lit: Pixels, dark: Pixels, metres: number): { red: number; blue: number } {
  const x = 0.5 + (metres - 2) / 8;
  const [now, before] = [at(lit, x, 0.5), at(dark, x, 0.5)].map(([r, , b]) => ({ red: linear(r), blue: linear(b) }));
  return { red: (now?.red ?? 0) - (before?.red ?? 0), blue: (now?.blue ?? 0) - (before?.blue ?? 0) };
}

const linear = (value: number): number => (value / 255) ** 2.2;

test('what glows lights what is around it, in its colour, the more the nearer it is', async () => {
  await withRenderer(async renderer => {
    const [dark, lit, brighter] = [await picture(renderer, 0), await picture(renderer, 1), await picture(renderer, 2)];
    const near = gained(lit, dark, 1.2);
    const far = gained(lit, dark, 4);
    assert.ok(near.blue > 0.03, `beside it, blue grows by ${near.blue}`);
    assert.ok(near.red < near.blue / 3, `beside it, red grows by ${near.red}`);
    assert.ok(far.blue < near.blue / 4, `far from it, blue grows by ${far.blue}, beside it by ${near.blue}`);
    const twice = gained(brighter, dark, 1.2).blue / near.blue;
    assert.ok(twice > 1.7 && twice < 2.3, `twice as much emission gives ${twice} times the light`);
    // a ball's irradiance at a floor below it: π × radiance × radius² × height ÷ distance³, of which a floor sends back its colour ÷ π
    const radiance = linear(0xff) * 1;
    const expected = linear(0xcc) * radiance * 1 ** 2 * (1 / Math.hypot(1.2, 1) ** 3);
    assert.ok(near.blue > expected / 2 && near.blue < expected * 2, `${near.blue}, where ${expected} is expected`);
  });
});

test('an image of emission gives as much light as it has on average', async () => {
  await withRenderer(async renderer => {
    const image = await paint(u => ((u * 8) % 1 < 0.25 ? [1, 1, 1, 1] : [0, 0, 0, 1]), 64);
    const map = dataUri(image, 'image/png');
    const [dark, all, part] = [await picture(renderer, 0), await picture(renderer, 2), await picture(renderer, 2, map)];
    const share = gained(part, dark, 1.2).blue / gained(all, dark, 1.2).blue;
    assert.ok(share > 0.17 && share < 0.33, `a quarter that glows gives ${share} of the light`);
  });
});

test.run();
