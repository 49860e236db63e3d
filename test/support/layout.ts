import type { PixelLayout } from '../../renderer/contract.ts';

/** How a default picture's pixels lie. */
export function rgba8(width: number, height: number): PixelLayout {
  return { width, height, channels: 4, type: 'uint8', colorSpace: 'srgb', alpha: 'straight' };
}
