import { Color, SRGBColorSpace, type Texture } from 'three/webgpu';
import type { Raster } from './levels.ts';

const means = new WeakMap<Texture, Color>();

/** Remembers what a texture's image is on average, by the last of its levels, which is one texel. */
export function keepMean(texture: Texture, levels: readonly Raster[]): void {
  const [red = 0, green = 0, blue = 0] = levels.at(-1)?.data ?? [];
  const color = new Color();
  if (texture.colorSpace === SRGBColorSpace) color.setRGB(red / 255, green / 255, blue / 255, SRGBColorSpace);
  else color.setRGB(red / 255, green / 255, blue / 255);
  means.set(texture, color);
}

/** The mean of a texture's image, linear RGB; `undefined` where it came by other ways than as pixels, or is not uploaded yet. */
export function meanOf(texture: Texture): Color | undefined {
  return means.get(texture);
}
