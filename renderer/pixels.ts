import type { PixelLayout } from './contract.ts';

/** A picture's pixels, and how they lie. */
export interface PixelBuffer {
  layout: PixelLayout;
  bytes: Uint8Array;
}

const bytesPerNumber = { uint8: 1, float16: 2, float32: 4 } satisfies Record<PixelLayout['type'], number>;

/** Bytes of one pixel. */
export function pixelSize({ channels, type }: Pick<PixelLayout, 'channels' | 'type'>): number {
  return channels * bytesPerNumber[type];
}

/** Bytes of a whole picture. */
export function byteLengthOf(layout: Omit<PixelLayout, 'colorSpace' | 'alpha'>): number {
  return layout.width * layout.height * pixelSize(layout);
}
