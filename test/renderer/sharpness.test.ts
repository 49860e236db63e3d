import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { Sampling } from '../../scenes/output.ts';
import type { Json } from '../server/assets/make-model.ts';
import { GltfFile, shown } from '../support/gltf/file.ts';
import { paint } from '../support/gltf/images.ts';
import { mesh, square } from '../support/gltf/shapes.ts';
import { decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** Whether a texel is ink, and not paper. */
type Pattern = (x: number, y: number) => boolean;

const [ink, paper] = [20, 235];
const side = 480;

/** Strokes a third as wide as what is between them, as of letters. */
const strokes: Pattern = x => x % 16 < 4;
/** Of a sampler without smaller levels, as glTF has it. */
const linear = 9729;
const checks: Pattern = (x, y) => (x + y) % 2 === 0;
const thirds: Pattern = (x, y) => (x + y) % 3 === 0;

/** A model of a square with a pattern on it, unlit: a texel is what its file says. */
async function board(pattern: Pattern, filters: Json = {}): Promise<GltfFile> {
  const file = new GltfFile().use('KHR_materials_unlit');
  const value = (u: number, v: number) => (pattern(Math.floor(u * side), Math.floor(v * side)) ? ink : paper) / 255;
  const png = await paint((u, v) => [value(u, v), value(u, v), value(u, v)], side);
  const pbrMetallicRoughness = {
    baseColorTexture: { index: file.texture(png, 'image/png', { sampler: file.add('samplers', filters) }) },
  };
  const material = file.add('materials', { pbrMetallicRoughness, extensions: { KHR_materials_unlit: {} } });
  file.node({ mesh: mesh(file, square(), { material }) });
  return file;
}

/** What the middle row of the square shows, which fills the picture across. `tilt` degrees from head-on, its lower edge towards the camera. */
async function row(renderer: Renderer, file: GltfFile, width: number, sampling: Sampling, tilt = 0): Promise<number[]> {
  const angle = (tilt * Math.PI) / 180;
  const height = Math.round(width * Math.cos(angle));
  const [frame] = await draw(
    renderer,
    shown(file, {
      camera: {
        type: 'orthographic',
        height: (2 * height) / width,
        position: [0, -4 * Math.sin(angle), 4 * Math.cos(angle)],
        target: [0, 0, 0],
        up: [0, Math.cos(angle), Math.sin(angle)],
      },
      environment: 'none',
      ground: 'none',
      toneMapping: 'none',
      output: { width, height, sampling },
    }),
  );
  const { data } = await decode(frame?.bytes ?? new Uint8Array());
  const from = Math.floor(height / 2) * width;
  return Array.from({ length: width }, (_, x) => data[(from + x) * 4] ?? 0);
}

const light = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const display = (share: number) => 255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055);

/** What a row is to show of strokes: of each pixel, the mean of all that it covers, as light or as it is displayed. */
function expected(width: number, by: 'light' | 'display'): number[] {
  const steps = 64;
  return Array.from({ length: width }, (_, x) => {
    const parts = Array.from({ length: steps }, (_, at) => {
      const value = strokes(Math.floor(((x + (at + 0.5) / steps) * side) / width), 0) ? ink : paper;
      return by === 'light' ? light(value) : value;
    });
    return by === 'light' ? display(mean(parts)) : mean(parts);
  });
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
const spread = (values: number[]) => Math.sqrt(mean(values.map(value => (value - mean(values)) ** 2)));
const distance = (values: number[], others: number[]) =>
  mean(values.map((value, at) => Math.abs(value - (others[at] ?? 0))));

for (const [how, tilt] of [
  ['seen head-on, three texels to a pixel', 0],
  ['seen at a slant', 77],
] as const)
  test(`strokes keep their contrast, ${how}`, () =>
    withRenderer(async renderer => {
      const file = await board(strokes);
      const width = tilt ? 256 : side / 3;
      const standard = await row(renderer, file, width, 'standard', tilt);
      const best = await row(renderer, file, width, 'best', tilt);
      const [wanted, averaged] = [expected(width, 'light'), expected(width, 'display')];
      const figures = JSON.stringify([wanted, averaged, standard, best].map(spread));
      // lavapipe reckons levels by an approximate logarithm, and blends a little of the next one into the finest
      const least = (await renderer.ready).engine === 'lavapipe' ? 0.87 : 0.9;
      assert.ok(spread(standard) > least * spread(wanted), figures);
      // exposures are averaged as they are displayed
      assert.ok(spread(best) > least * spread(averaged), figures);
      assert.ok(distance(best, averaged) < distance(standard, averaged), 'the best is the sharpest');
      const values = [...standard, ...best];
      assert.ok(Math.min(...values) >= ink - 1 && Math.max(...values) <= paper + 1, 'no fringes');
    }));

test('what is too fine to be seen is an even grey, from the front and at a slant', () =>
  withRenderer(async renderer => {
    for (const [pattern, share, filters] of [
      [checks, 1 / 2],
      [thirds, 1 / 3],
      [thirds, 1 / 3, { magFilter: linear, minFilter: linear }],
    ] as const) {
      const grey = display(share * light(ink) + (1 - share) * light(paper));
      const file = await board(pattern, filters);
      for (const sampling of ['draft', 'standard', 'best'] as const)
        for (const tilt of [0, 77]) {
          const values = await row(renderer, file, side / 8, sampling, tilt);
          const figures = `${sampling}, ${tilt} degrees: ${mean(values)} of ${grey}, ±${spread(values)}`;
          assert.ok(spread(values) < 3 && Math.abs(mean(values) - grey) < 4, figures);
        }
    }
  }));

test.run();
