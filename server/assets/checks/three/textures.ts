import { checkImage, imageUses } from '../images/image.ts';
import { imageUnlessAbsent } from '../absent.ts';
import type { Beside, ReadBeside } from '../model-kind.ts';
import { Refusal } from '../../refusal.ts';
import { dataOf } from '../../sources/inline.ts';
import { invalid, unsupported } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, kindOf } from './numbers.ts';

/** Pixels of all images of one document together. */
const MAX_PIXELS = 2 ** 30;
const MAX_SIDE = 16_384;

/** One picture of an image: a cube has six. */
interface Picture {
  pointer: string;
  value: unknown;
}

/** Checks that textures name existing images. @returns the textures' uuids @throws Refusal */
export function checkTextures(document: Json, at: string): Set<string> {
  const images = new Map(listOf(document['images']).map(image => [textOf(image['uuid']), image]));
  const textures = new Set<string>();
  listOf(document['textures']).forEach((texture, t) => {
    const pointer = `${at}/textures/${t}`;
    const image = images.get(textOf(texture['image']));
    if (!image) throw invalid(`${pointer}/image`, 'names an image that does not exist');
    if (isEmpty(image['url']))
      throw invalid(`${pointer}/image`, 'names an image without a url: export it with its pixels');
    for (const field of ['offset', 'repeat', 'center']) checkNumbers(texture, field, pointer, 2);
    for (const field of ['rotation', 'anisotropy', 'format', 'type', 'channel']) checkNumber(texture, field, pointer);
    checkNumber(texture, 'channel', pointer, { min: 0, max: 3 });
    const { wrap } = texture;
    if (wrap !== undefined && !(Array.isArray(wrap) && wrap.length === 2))
      throw invalid(`${pointer}/wrap`, `is ${kindOf(wrap)}, not a list of two`);
    if (isJson(image['url'])) checkPixels(texture, image['url'], pointer);
    textures.add(textOf(texture['uuid']));
  });
  return textures;
}

/** Channels by three.js' constants of a format; RGB, which WebGPU lacks, gets an alpha. */
const channels: Readonly<Record<number, number>> = { 1022: 3, 1023: 4, 1028: 1, 1029: 1, 1030: 2, 1031: 2, 1033: 4 };
/** Arrays by three.js' constants of a type. */
const arrays: Readonly<Record<number, RegExp>> = {
  1009: /^Uint8(Clamped)?Array$/,
  1010: /^Int8Array$/,
  1011: /^Int16Array$/,
  1012: /^Uint16Array$/,
  1013: /^Int32Array$/,
  1014: /^Uint32Array$/,
  1015: /^Float32Array$/,
  1016: /^Uint16Array$/,
};

/** Checks that embedded pixels are of the texture's format, type and size. */
function checkPixels(texture: Json, image: Json, at: string): void {
  const { format = 1023, type = 1009 } = texture;
  const { width, height, data } = image;
  const wanted = channels[Number(format)];
  const array = arrays[Number(type)];
  if (!wanted)
    throw unsupported(`${at}/format`, `is ${textOf(format)}: export its pixels as red, green, blue and alpha (1023)`);
  if (!array) throw unsupported(`${at}/type`, `is ${textOf(type)}: export its pixels as bytes (1009) or floats (1015)`);
  if (!array.test(textOf(image['type'])))
    throw invalid(`${at}/type`, `is ${textOf(type)}, where its image is of ${textOf(image['type'])}`);
  if (Array.isArray(data) && data.length !== Number(width) * Number(height) * wanted)
    throw invalid(`${at}/format`, `needs ${wanted} numbers per pixel, but its image has fewer or more`);
}

/** Whether the url of an image is empty, as three.js writes an image without pixels. */
function isEmpty(url: unknown): boolean {
  if (url === undefined || url === null || url === '') return true;
  return isJson(url) && url['data'] === undefined;
}

/** Reads and checks every image. @returns those that are files, by their URLs @throws Refusal */
export async function readImages(document: Json, at: string, readBeside: ReadBeside): Promise<Beside> {
  const pictures = listOf(document['images']).flatMap((image, i) => picturesOf(image, `${at}/images/${i}/url`));
  const files = new Map<string, Uint8Array | Refusal>();
  let pixels = 0;
  for (const picture of pictures) if (isJson(picture.value)) pixels += pixelsOf(picture.value, picture.pointer);
  const reading = pictures.map(async ({ value, pointer }) => {
    if (typeof value !== 'string') return;
    const isFile = !/^data:/i.test(value);
    const bytes = isFile ? await imageUnlessAbsent(value, readBeside(value), imageUses.picture) : dataOf(value);
    if (isFile) files.set(value, bytes);
    if (bytes instanceof Refusal) return;
    const { width, height } = checked(bytes, value, pointer);
    pixels += width * height;
    if (pixels > MAX_PIXELS)
      throw new Refusal('image_too_large', `has images of more than ${Math.round(MAX_PIXELS / 1e6)} million pixels`);
  });
  // all have ended before this does: later failures have no other listener
  await Promise.allSettled(reading);
  await Promise.all(reading);
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function picturesOf({ url }: Json, pointer: string): Picture[] {
  if (isEmpty(url)) return [];
  if (!Array.isArray(url)) return [{ pointer, value: url }];
  if (url.length !== 6) throw invalid(pointer, `has ${url.length} pictures, where a cube has 6`);
  return url.map((value: unknown, face) => ({ pointer: `${pointer}/${face}`, value }));
}

function checked(bytes: Uint8Array, url: string, pointer: string): { width: number; height: number } {
  try {
    return checkImage(bytes, imageUses.picture);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!/^data:/i.test(url)) throw error.about(url);
    const faults = [{ pointer, detail: error.says }];
    throw new Refusal(error.code, `cannot be used: ${pointer} ${error.says}`, { faults, cause: error });
  }
}

/** The number of pixels of an embedded image. */
function pixelsOf(image: Json, at: string): number {
  const [width, height] = ['width', 'height'].map(side => checkNumber(image, side, at, { min: 1, max: MAX_SIDE }));
  const numbers = checkNumbers(image, 'data', at);
  if (!numbers || !width || !height) throw invalid(at, 'is neither a url nor pixels with their width and height');
  if (!/^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32)Array$/.test(textOf(image['type'])))
    throw invalid(`${at}/type`, 'is not a kind of typed array that an image may have');
  if (![1, 2, 3, 4].includes(numbers.length / (width * height)))
    throw invalid(`${at}/data`, `has ${numbers.length} numbers, which are not 1 to 4 for each of ${width} × ${height}`);
  return width * height;
}
