import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RenderError } from '../../renderer/error.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { Problem } from '../../server/problems/problem.ts';
import { glb, type Json } from '../server/assets/make-model.ts';
import { draco, ktx2, meshopt } from '../support/gltf/encode.ts';
import { GltfFile, shown } from '../support/gltf/file.ts';
import { chart, paint } from '../support/gltf/images.ts';
import { ball, mesh, square } from '../support/gltf/shapes.ts';
import { cube } from '../support/small.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** Milliseconds in which a bad file is refused. */
const patience = 5000;

interface Parts {
  json: Json & { bufferViews: { byteOffset?: number; byteLength: number }[] };
  bin: Buffer;
}

function opened(model: Buffer): Parts {
  const length = model.readUInt32LE(12);
  const json: Parts['json'] = JSON.parse(model.subarray(20, 20 + length).toString());
  return { json, bin: Buffer.from(model.subarray(28 + length)) };
}

/** A model whose packed data are spoilt from a share of their length on. */
function spoilt(model: Buffer, from: number, by: (byte: number, at: number) => number): Buffer {
  const { json, bin } = opened(model);
  for (let at = Math.floor(bin.length * from); at < bin.length; at++) bin[at] = by(bin[at] ?? 0, at);
  return glb(json, bin);
}

function round(): Buffer {
  const file = new GltfFile();
  file.node({ mesh: mesh(file, ball()) });
  return file.bytes();
}

async function compressed(isUASTC: boolean): Promise<Buffer> {
  const file = new GltfFile().use('KHR_texture_basisu', true);
  const { positions, ...shape } = square();
  // last in the file: what is spoilt is the image's
  const one = mesh(file, { positions, ...shape }, { material: 0 });
  const source = file.image(await ktx2(await paint(chart, 256), isUASTC), 'image/ktx2');
  const index = file.add('textures', { extensions: { KHR_texture_basisu: { source } } });
  file.add('materials', { pbrMetallicRoughness: { baseColorTexture: { index } } });
  file.node({ mesh: one });
  return file.bytes();
}

/** A square whose image says how large it is, and cannot be decoded. */
async function unpainted(use: (index: number) => Json): Promise<Buffer> {
  const image = await paint(chart, 256);
  for (let at = 60; at < image.length - 12; at += 7) image[at] = (image[at] ?? 0) ^ 4;
  const file = new GltfFile();
  const material = file.add('materials', use(file.texture(image)));
  file.node({ mesh: mesh(file, square(), { material }) });
  return file.bytes();
}

/** A square of which one place is no number. */
function nowhere(): Buffer {
  const file = new GltfFile();
  const shape = square(2);
  const one = mesh(file, shape);
  file.node({ mesh: one });
  const { json, bin } = opened(file.bytes());
  bin.writeFloatLE(Number.NaN, 12);
  return glb(json, bin);
}

function skinned(joint: number): Buffer {
  const file = new GltfFile();
  const shape = square();
  const joints = new Uint8Array(16).fill(joint);
  const attributes = {
    JOINTS_0: file.accessor(joints, 'VEC4'),
    WEIGHTS_0: file.accessor(new Float32Array(16).fill(0.25), 'VEC4'),
  };
  const skin = file.add('skins', { joints: [file.node({})] });
  file.node({ mesh: mesh(file, shape, {}, attributes), skin });
  return file.bytes();
}

const zeros = () => 0;
const ones = () => 255;
/** Another bit of every 97th byte. */
const flips = (byte: number, at: number) => (at % 97 === 0 ? byte ^ (1 << (at % 8)) : byte);

/** What is refused when it is unpacked, since nothing shows it before. */
const undecodable: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'Draco, cut short': async () => spoilt(await draco(round()), 0.5, zeros),
  'Draco, all ones': async () => spoilt(await draco(round()), 0, ones),
  'Draco, bits flipped': async () => spoilt(await draco(round()), 0, flips),
  'meshopt, cut short': async () => spoilt(await meshopt(round(), 'EXT'), 0.4, zeros),
  'meshopt, all ones': async () => spoilt(await meshopt(round(), 'KHR'), 0, ones),
  'ETC1S, cut short': async () => spoilt(await compressed(false), 0.6, zeros),
  'UASTC, cut short': async () => spoilt(await compressed(true), 0.3, ones),
  'PNG of colours, bits flipped': () => unpainted(index => ({ pbrMetallicRoughness: { baseColorTexture: { index } } })),
  'PNG of numbers, bits flipped': () => unpainted(index => ({ occlusionTexture: { index } })),
  'a place that is no number': nowhere,
  'a joint that there is not': () => skinned(200),
};

async function outcome(renderer: Renderer, model: Buffer): Promise<string> {
  try {
    await draw(renderer, shown(model, { output: { width: 32, height: 32, sampling: 'draft' } }));
    return 'drawn';
  } catch (error) {
    if (error instanceof Problem || error instanceof RenderError) return error.code;
    throw error;
  }
}

test('what cannot be unpacked is refused soon, and the next scene is drawn', async () => {
  await withRenderer(async renderer => {
    for (const [what, make] of Object.entries(undecodable)) {
      const model = await make();
      const started = performance.now();
      assert.is(await outcome(renderer, model), 'asset_undecodable', what);
      assert.ok(performance.now() - started < patience, what);
      assert.is((await draw(renderer, cube())).length, 1, `after ${what}`);
    }
  });
});

test('what only looks bad is drawn', async () => {
  const file = new GltfFile();
  const index = file.texture(await paint(chart), 'text/html');
  const material = file.add('materials', { pbrMetallicRoughness: { baseColorTexture: { index } } });
  file.node({ mesh: mesh(file, square(), { material }) });
  file.add('bufferViews', { buffer: 0, byteLength: 0 });
  await withRenderer(async renderer => {
    assert.is(await outcome(renderer, file.bytes()), 'drawn', 'a wrong MIME type, and a view of nothing');
    assert.is(await outcome(renderer, skinned(0)), 'drawn', 'a skin of one joint');
  });
});

test.run();
