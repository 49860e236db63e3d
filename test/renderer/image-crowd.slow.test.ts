import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sharp, { type Sharp } from 'sharp';
import type { Renderer } from '../../renderer/renderer.ts';
import { dataUri } from '../server/assets/make-model.ts';
import { GltfFile, shown } from '../support/gltf/file.ts';
import { mesh, square } from '../support/gltf/shapes.ts';
import { decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** Pixels of a square's side. */
const side = 32;
const across = 12;

interface Image {
  name: string;
  type: string;
  /** Of its side. */
  texels: number;
  /** Whether its numbers are not colours: then a JPEG is made smaller while it is decoded. */
  isData: boolean;
  encode(image: Sharp): Sharp;
}

const encoders: [name: string, type: string, encode: Image['encode']][] = [
  ['JPEG 4:2:0', 'jpeg', image => image.jpeg({ chromaSubsampling: '4:2:0' })],
  ['JPEG 4:4:4', 'jpeg', image => image.jpeg({ chromaSubsampling: '4:4:4' })],
  ['JPEG, greys', 'jpeg', image => image.greyscale().jpeg()],
  ['PNG', 'png', image => image.png({ compressionLevel: 1 })],
  ['PNG, with alpha', 'png', image => image.ensureAlpha(0.8).png({ compressionLevel: 1 })],
  ['WebP', 'webp', image => image.webp({ effort: 0 })],
  ['WebP, with alpha', 'webp', image => image.ensureAlpha(0.8).webp({ lossless: true, effort: 0 })],
];
/** How many times as large an image is: levels that a JPEG shrinks to by itself, a further one, and sides that are odd. */
const times = [2, 4, 16, 5.3];

const images: Image[] = encoders.flatMap(([name, type, encode], kind) =>
  times.map((factor, at) => ({
    name: `${name}, ${factor} times`,
    type,
    texels: Math.round(side * factor),
    isData: (kind + at) % 2 > 0 || type === 'jpeg',
    encode,
  })),
);

const rows = Math.ceil((2 * images.length) / across);

/** Waves of its own, so that no image can pass for another, and no part of one for another part. */
async function written({ texels, encode }: Image, seed: number): Promise<Buffer> {
  const data = Buffer.alloc(texels * texels * 3);
  for (let y = 0, at = 0; y < texels; y++)
    for (let x = 0; x < texels; x++)
      for (let channel = 0; channel < 3; channel++, at++) {
        const [u, v] = [(x / texels) * ((seed % 3) + 1), (y / texels) * ((seed % 4) + channel)];
        data[at] = 128 + 100 * Math.sin(2 * Math.PI * (u + v) + seed);
      }
  return encode(sharp(data, { raw: { width: texels, height: texels, channels: 3 } })).toBuffer();
}

/** An image on two squares, by a texture for each. */
interface Use {
  image: Image;
  bytes: Buffer;
  places: [x: number, y: number][];
}

async function uses(): Promise<Use[]> {
  return Promise.all(
    images.map(async (image, at) => ({
      image,
      bytes: await written(image, at),
      places: [at, at + images.length].map((place): [number, number] => [place % across, -Math.floor(place / across)]),
    })),
  );
}

/** Squares of a metre: colours as they are, numbers as how much of the light around them they let through. */
function modelOf(all: readonly Use[]): GltfFile {
  const file = new GltfFile().use('KHR_materials_unlit');
  const shape = square();
  for (const { image, bytes, places } of all) {
    const source = file.image(bytes, `image/${image.type}`);
    for (const place of places) {
      const index = file.add('textures', { source });
      const material = image.isData
        ? { pbrMetallicRoughness: { metallicFactor: 0 }, occlusionTexture: { index } }
        : { pbrMetallicRoughness: { baseColorTexture: { index } }, extensions: { KHR_materials_unlit: {} } };
      file.node({
        mesh: mesh(file, shape, { material: file.add('materials', material) }),
        translation: [...place, 0],
        scale: [0.5, 0.5, 0.5],
      });
    }
  }
  return file;
}

async function pictureOf(renderer: Renderer, all: readonly Use[]): Promise<Uint8Array> {
  const [x, y] = [(across - 1) / 2, -(rows - 1) / 2];
  const [frame] = await draw(renderer, {
    nodes: [{ model: { src: dataUri(modelOf(all).bytes(), 'model/gltf-binary') } }],
    camera: { type: 'orthographic', height: rows, position: [x, y, 2], target: [x, y, 0] },
    environment: 'neutral',
    ground: 'none',
    toneMapping: 'none',
    background: '#000000',
    output: { width: across * side, height: rows * side, sampling: 'draft' },
  });
  if (!frame) throw new Error('nothing was drawn');
  return (await decode(frame.bytes)).data;
}

/** The pixels of one image, on both of its squares. */
function pixelsOf(picture: Uint8Array, { places }: Use): Uint8Array {
  const starts = places.flatMap(([x, y]) =>
    Array.from({ length: side }, (_, row) => ((row - y * side) * across + x) * side * 4),
  );
  return Buffer.concat(starts.map(start => picture.subarray(start, start + side * 4)));
}

/** How far apart a picture's reds are. */
function rangeOf(pixels: Uint8Array): number {
  const reds = pixels.filter((_, at) => at % 4 === 0);
  return Math.max(...reds) - Math.min(...reds);
}

/** Of 255: a surface's light is rounded otherwise where there is more beside it. */
const rounding = 1;

function mostApart(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
}

test('images that are decoded at a time are what each is alone', () =>
  withRenderer(async renderer => {
    const all = await uses();
    const alone: Uint8Array[] = [];
    for (const one of all) alone.push(pixelsOf(await pictureOf(renderer, [one]), one));
    const off = new Set<string>();
    for (let round = 0; round < 4; round++) {
      // in another order, which is another file: all of them are decoded anew
      const picture = await pictureOf(renderer, [...all.slice(round), ...all.slice(0, round)]);
      for (const [at, one] of all.entries())
        if (mostApart(pixelsOf(picture, one), alone[at] ?? Buffer.alloc(0)) > rounding) off.add(one.image.name);
    }
    assert.equal([...off], []);
    assert.ok(
      alone.map(rangeOf).every(range => range > 80),
      'all of them were seen',
    );
  }));

/** A square whose JPEG stands for its roughness and for its occlusion: named once, or by two images that three.js makes one of. */
async function twice(isNamedOnce: boolean): Promise<Uint8Array> {
  const data = Buffer.from(Array.from({ length: 512 * 512 * 3 }, (_, at) => 90 + 60 * Math.sin(at / 700)));
  const jpeg = await sharp(data, { raw: { width: 512, height: 512, channels: 3 } })
    .jpeg({ chromaSubsampling: '4:2:0' })
    .toBuffer();
  const file = new GltfFile();
  const bufferView = file.view(jpeg);
  const texture = () => file.add('textures', { source: file.add('images', { bufferView, mimeType: 'image/jpeg' }) });
  const index = texture();
  const material = file.add('materials', {
    pbrMetallicRoughness: { metallicRoughnessTexture: { index } },
    occlusionTexture: { index: isNamedOnce ? index : texture() },
  });
  file.node({ mesh: mesh(file, square(), { material }) });
  return file.bytes();
}

test('an image that is used twice is the same in both places, as small as it is needed', () =>
  withRenderer(async renderer => {
    const [once, again] = [await twice(true), await twice(false)];
    for (const height of [64, 128, 256, 512, 1024]) {
      const output = { width: height, height };
      const [one] = await draw(renderer, shown(once, { output }));
      const [other] = await draw(renderer, shown(again, { output }));
      if (!one || !other) throw new Error('nothing was drawn');
      assert.is(mostApart((await decode(one.bytes)).data, (await decode(other.bytes)).data), 0, `${height} pixels`);
    }
  }));

test.run();
