import { DataTexture, HalfFloatType, RGBAFormat, type Texture, UnsignedByteType } from 'three/webgpu';
import type { Json } from '../../../../scenes/json.ts';
import { TextureImage } from '../../images/texture-image.ts';

/** Kinds of numbers that an image written out may have. */
const arrays = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
} as const;
type Numbers = InstanceType<(typeof arrays)[keyof typeof arrays]>;

/** An image that is written out number by number. */
export interface Pixels {
  data: Numbers;
  width: number;
  height: number;
}

export function pixelsOf({ type, data, width, height }: Json): Pixels {
  const entry = Object.entries(arrays).find(([name]) => name === type);
  if (!entry || !Array.isArray(data)) throw new Error('an image has no pixels');
  return { data: entry[1].from(data.map(Number)), width: Number(width), height: Number(height) };
}

export function faceOf({ data, width, height }: Pixels): DataTexture {
  return new DataTexture(data, width, height);
}

/** Three numbers a pixel, which WebGPU does not know, become four; what the browser decoded has four in any case. */
export function settlePixels(texture: Texture): void {
  const image: unknown = texture.image;
  const [first] = [image].flat();
  if (first instanceof ImageBitmap || first instanceof TextureImage) {
    texture.format = RGBAFormat;
    texture.type = UnsignedByteType;
    texture.internalFormat = null;
    return;
  }
  if (!isPixels(image) || image.data.length !== image.width * image.height * 3) return;
  image.data = withAlpha(image.data, texture.type === HalfFloatType ? 0x3c00 : opaque(image.data));
  texture.format = RGBAFormat;
}

function withAlpha(rgb: Numbers, one: number): Numbers {
  const [, Numbers] = Object.entries(arrays).find(([, kind]) => rgb instanceof kind) ?? [];
  if (!Numbers) return rgb;
  const rgba = new Numbers((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba.set(rgb.subarray(from, from + 3), to);
    rgba[to + 3] = one;
  }
  return rgba;
}

function opaque(data: Numbers): number {
  if (data instanceof Float32Array) return 1;
  return 2 ** (data.BYTES_PER_ELEMENT * 8 - (data.constructor.name.startsWith('Int') ? 1 : 0)) - 1;
}

function isPixels(image: unknown): image is Pixels {
  return typeof image === 'object' && image !== null && 'data' in image && ArrayBuffer.isView(image.data);
}
