/** Pixels that shade is estimated of: of a larger picture, that of up to six together, for it is soft. */
const enough = 32_000;
/** At most: a pixel takes 110 bytes of a GPU, which keeps them for the next picture. */
const mostPixels = 1_000_000;

/** Sides of a picture for which a picture's shade is estimated, in pixels. */
export function estimateSizeOf(width: number, height: number): [width: number, height: number] {
  const pixels = width * height;
  const shrink = Math.max(Math.min(Math.sqrt(pixels / enough), 2.5), Math.sqrt(pixels / mostPixels), 1);
  return [Math.ceil(width / shrink), Math.ceil(height / shrink)];
}
