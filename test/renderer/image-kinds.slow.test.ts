import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sharp, { type Sharp } from 'sharp';
import { levelsOf, type Raster } from '../../renderer/stage/images/levels.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { dataUri } from '../server/assets/make-model.ts';
import { GltfFile } from '../support/gltf/file.ts';
import { mesh, square } from '../support/gltf/shapes.ts';
import { decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';
import { wall } from '../support/wall.ts';

const side = 256;

/** Colours that run into each other, and one corner unlike the others: what is turned or has its colours exchanged is seen. */
function painting(): Sharp {
  const data = Buffer.alloc(side * side * 3);
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++, at += 3) {
      const isMarked = x < side / 4 && y < side / 8;
      data[at] = isMarked ? 250 : x * 0.9;
      data[at + 1] = isMarked ? 220 : 128 + 90 * Math.sin((x + 2 * y) / 30);
      data[at + 2] = isMarked ? 40 : y * 0.8;
    }
  return sharp(data, { raw: { width: side, height: side, channels: 3 } });
}

/**
 * Each kind takes its own way from a file to a texture. Where colours are `isSparse`, one for two pixels by two, libvips spreads them
 * over edges before anything is halved, by up to 38 of 255 here; at half size we are held against what was painted.
 */
const kinds: { name: string; type: string; file: () => Sharp; isSparse?: true }[] = [
  { name: 'JPEG, a colour for each pixel', type: 'jpeg', file: () => painting().jpeg({ chromaSubsampling: '4:4:4' }) },
  {
    name: 'JPEG, a colour for four',
    type: 'jpeg',
    file: () => painting().jpeg({ chromaSubsampling: '4:2:0' }),
    isSparse: true,
  },
  { name: 'JPEG, progressive', type: 'jpeg', file: () => painting().jpeg({ progressive: true }), isSparse: true },
  { name: 'JPEG, greys', type: 'jpeg', file: () => painting().greyscale().jpeg() },
  { name: 'JPEG, turned by EXIF', type: 'jpeg', file: () => painting().withMetadata({ orientation: 6 }).jpeg() },
  { name: 'PNG, opaque', type: 'png', file: () => painting().png() },
  { name: 'PNG, with alpha', type: 'png', file: () => painting().ensureAlpha().png() },
  { name: 'PNG, a palette', type: 'png', file: () => painting().png({ palette: true }) },
  { name: 'WebP, lossy', type: 'webp', file: () => painting().webp({ quality: 90 }), isSparse: true },
  { name: 'WebP, lossless', type: 'webp', file: () => painting().webp({ lossless: true }) },
  { name: 'AVIF', type: 'avif', file: () => painting().avif({ quality: 80 }) },
];

/** The image over the whole picture, `height` pixels high. */
async function shown(renderer: Renderer, bytes: Buffer, type: string, height: number): Promise<Uint8Array> {
  const [frame] = await draw(renderer, wall(`data:image/${type};base64,${bytes.toString('base64')}`, height));
  if (!frame) throw new Error('nothing was drawn');
  return (await decode(frame.bytes)).data;
}

/** Mean and largest difference of two pictures' colours. */
function apart(one: Uint8Array, other: Uint8Array): { mean: number; most: number } {
  const differences = Array.from(one, (value, at) => Math.abs(value - (other[at] ?? 0)));
  return {
    mean: differences.reduce((sum, difference) => sum + difference, 0) / one.length,
    most: differences.reduce((most, difference) => Math.max(most, difference), 0),
  };
}

/** What two decoders may be apart by; and what a lossy file may be from what was painted. */
const asRead = { mean: 0.3, most: 3 };
const asPainted = { mean: 1.1, most: 12 };

/** Its pixels, whole and halved. */
async function levels(image: Sharp): Promise<Raster[]> {
  const data = await image.autoOrient().toColourspace('srgb').ensureAlpha().raw().toBuffer();
  return levelsOf({ data: new Uint8Array(data), width: side, height: side }, 0, true).slice(0, 2);
}

test('a texture of each kind is what libvips reads of it, at half its size and whole', () =>
  withRenderer(async renderer => {
    const [, painted] = await levels(painting());
    const off: string[] = [];
    for (const { name, type, file, isSparse } of kinds) {
      const bytes = await file().toBuffer();
      const [whole, half] = await levels(sharp(bytes));
      // the smaller first: what was uploaded whole would serve it too
      const expected = isSparse ? { level: painted, bound: asPainted } : { level: half, bound: asRead };
      for (const { level, bound } of [expected, { level: whole, bound: asRead }]) {
        if (!level) throw new Error('there are two levels');
        const { mean, most } = apart(await shown(renderer, bytes, type, level.height), level.data);
        if (mean > bound.mean || most > bound.most)
          off.push(`${name}, ${level.height} pixels: ${mean.toFixed(2)}, ${most} at most`);
      }
    }
    assert.equal(off, []);
  }));

/** A wall whose brightness is what a file of numbers says: of the light around it, so much is let through. */
async function shaded(renderer: Renderer, bytes: Buffer, type: string, height: number): Promise<Uint8Array> {
  const file = new GltfFile();
  const material = file.add('materials', {
    pbrMetallicRoughness: { metallicFactor: 0 },
    occlusionTexture: { index: file.texture(bytes, `image/${type}`) },
  });
  file.node({ mesh: mesh(file, square(), { material }) });
  const [frame] = await draw(renderer, {
    nodes: [{ model: { src: dataUri(file.bytes(), 'model/gltf-binary') } }],
    camera: { type: 'orthographic', height: 2, position: [0, 0, 2], target: [0, 0, 0] },
    environment: 'neutral',
    ground: 'none',
    toneMapping: 'none',
    output: { width: height, height, sampling: 'draft' },
  });
  if (!frame) throw new Error('nothing was drawn');
  return (await decode(frame.bytes)).data;
}

test('a JPEG of numbers that is made smaller while it is decoded, is as near to what was painted as its pixels made smaller', () =>
  withRenderer(async renderer => {
    for (const chromaSubsampling of ['4:4:4', '4:2:0'] as const) {
      const jpeg = await painting().jpeg({ quality: 95, chromaSubsampling }).toBuffer();
      const png = await sharp(jpeg).png().toBuffer();
      for (const times of [2, 4, 8, 16]) {
        const height = side / times;
        const painted = await shaded(renderer, await painting().png().toBuffer(), 'png', height);
        const halved = apart(await shaded(renderer, jpeg, 'jpeg', height), painted);
        const shrunk = apart(await shaded(renderer, png, 'png', height), painted);
        const said = `${chromaSubsampling}, 1/${times}: ${JSON.stringify({ halved, shrunk })}`;
        assert.ok(halved.mean < shrunk.mean + 0.3 && halved.most <= Math.max(shrunk.most, 6), said);
        // the numbers are what is seen
        assert.ok(apart(painted, painted.toReversed()).mean > 50);
      }
    }
  }));

test.run();
