import {
  CubeRenderTarget,
  DataUtils,
  FloatType,
  LinearMipmapLinearFilter,
  LinearSRGBColorSpace,
  type Texture,
} from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { keepSky, skyHeight, skyOf, skyWidth } from './sky.ts';
import { textureOf } from '../gpu/three-private.ts';

/**
 * A prefiltered environment as bytes: its side in texels (32 bits), what it looks like from within (`Sky`, 32-bit floats), then half-float
 * RGB of each level's six faces, largest first.
 */

interface Level {
  level: number;
  side: number;
}

/** Bytes of one texel as three.js prefilters it, half-float RGBA. */
const texel = 8;
/** Rows of a copy are padded to this. */
const alignment = 256;
/** Bytes before the sky, and before the faces. */
const skyAt = 4;
const facesAt = skyAt + skyWidth * skyHeight * 3 * 4;

/** Reads an environment back from the GPU that three.js has prefiltered. */
export async function packEnvironmentMap(gpu: Gpu, texture: Texture): Promise<Uint8Array<ArrayBuffer>> {
  const { device, renderer } = gpu;
  const levels = levelsOf(texture);
  const size = levels.reduce((sum, { side }) => sum + side * side * 6 * 6, facesAt);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, levels[0]?.side ?? 0, true);
  new Float32Array(packed.buffer, skyAt, skyWidth * skyHeight * 3).set((await skyOf(gpu, texture)).texels);
  const halves = new Uint16Array(packed.buffer, facesAt);
  let at = 0;
  for (const { level, side } of levels) {
    const row = Math.ceil((side * texel) / alignment) * alignment;
    const buffer = device.createBuffer({
      size: row * side * 6,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    const encoder = device.createCommandEncoder();
    encoder.copyTextureToBuffer(
      { texture: textureOf(renderer, texture), mipLevel: level },
      { buffer, bytesPerRow: row, rowsPerImage: side },
      [side, side, 6],
    );
    device.queue.submit([encoder.finish()]);
    await buffer.mapAsync(GPUMapMode.READ);
    const read = new Uint16Array(buffer.getMappedRange());
    for (let line = 0; line < side * 6; line++) {
      const start = (line * row) / 2;
      for (let x = 0; x < side; x++) {
        halves[at++] = read[start + x * 4] ?? 0;
        halves[at++] = read[start + x * 4 + 1] ?? 0;
        halves[at++] = read[start + x * 4 + 2] ?? 0;
      }
    }
    buffer.destroy();
  }
  return packed;
}

/** Puts a prefiltered environment back onto the GPU, in the form that three.js takes for one of its own. */
export function unpackEnvironmentMap({ device, renderer, floats }: Gpu, bytes: ArrayBuffer): Texture {
  const size = new DataView(bytes).getUint32(0, true);
  const target = allocate(size, Math.log2(size), floats);
  renderer.initRenderTarget(target);
  const numbers = floats === FloatType ? wholeFloats() : undefined;
  const halves = new Uint16Array(bytes, facesAt);
  let at = 0;
  for (const { level, side } of levelsOf(target.texture)) {
    const texels = side * side * 6;
    const rgb = halves.subarray(at, (at += texels * 3));
    const rgba = numbers
      ? withAlpha(rgb, new Float32Array(texels * 4), numbers)
      : withAlpha(rgb, new Uint16Array(texels * 4));
    const layout = { bytesPerRow: side * 4 * rgba.BYTES_PER_ELEMENT, rowsPerImage: side };
    device.queue.writeTexture({ texture: textureOf(renderer, target.texture), mipLevel: level }, rgba, layout, [
      side,
      side,
      6,
    ]);
  }
  keepSky(target.texture, { texels: new Float32Array(bytes.slice(skyAt, facesAt)) });
  return target.texture;
}

/** What each half float is. */
function wholeFloats(): Float32Array {
  return Float32Array.from({ length: 65536 }, (_, half) => DataUtils.fromHalfFloat(half));
}

/** One, as a half float. */
const one = 0x3c00;

/** @param numbers what each half float becomes, where it does not stay one */
function withAlpha<T extends Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(
  rgb: Uint16Array,
  rgba: T,
  numbers?: Float32Array,
): T {
  const numberOf = (half: number): number => (numbers ? (numbers[half] ?? 0) : half);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = numberOf(rgb[from] ?? 0);
    rgba[to + 1] = numberOf(rgb[from + 1] ?? 0);
    rgba[to + 2] = numberOf(rgb[from + 2] ?? 0);
    rgba[to + 3] = numberOf(one);
  }
  return rgba;
}

/** three.js prefilters down to faces of 8 texels. */
const smallest = 3;

function allocate(size: number, levels: number, type: Gpu['floats']): CubeRenderTarget {
  const target = new CubeRenderTarget(size, {
    type,
    colorSpace: LinearSRGBColorSpace,
    minFilter: LinearMipmapLinearFilter,
    generateMipmaps: false,
    depthBuffer: false,
  });
  // sizes alone: what is in them is written to the GPU directly
  const sizes = Array.from({ length: levels - smallest + 1 }, (_, level) => ({
    width: size >> level,
    height: size >> level,
  }));
  Object.assign(target.texture, { mipmaps: sizes, isPMREMTexture: true });
  target.texture.name = 'PMREM';
  return target;
}

function levelsOf(texture: Texture): Level[] {
  const mipmaps = (texture.mipmaps ?? []) as { width: number }[];
  return mipmaps.map(({ width }, level) => ({ level, side: width }));
}
