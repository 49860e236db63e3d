import type { RenderTarget } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';

/** Of a picture, in the format of the target that it was drawn into: row by row, the top one first. */
export type Pixels = Uint8Array<ArrayBuffer>;

/** Brings a target's pixels from the GPU. */
export async function readPixels({ renderer }: Gpu, target: RenderTarget): Promise<Pixels> {
  const pixels = await renderer.readRenderTargetPixelsAsync(target, 0, 0, target.width, target.height);
  return new Uint8Array(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
}
