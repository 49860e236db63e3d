import { clouds, lerp } from './noise.ts';
import { type Pixels, paint } from './pixels.ts';

/**
 * The surface of brushed metal: fine scratches along u that vary the roughness between `low` and `high`; all metal. Wrapped
 * round a lathe's body it reads as turned.
 */
export function brushed(low: number, high: number, seed: number, size = 512): Pixels {
  return paint(size, size, (u, v) => {
    const scratch = clouds(u, v, 4, 200, 2, seed) * 0.7 + clouds(u, v, 2, 60, 1, seed + 3) * 0.3;
    return [255, 255 * lerp(low, high, scratch), 255];
  });
}
