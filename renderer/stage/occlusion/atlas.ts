/** One texture holds the maps of depth of all directions, side by side: many small ones, or few that are finer. */

/** Texels. */
export const width = 2048;
export const height = 1024;
/** Texels per side of the smallest map. */
const smallest = 256;
/** Maps that there is room for, of the smallest. */
export const most = (width * height) / smallest ** 2;

/** Where a map begins that is `side` texels wide. */
export function placeOf(index: number, side: number): [x: number, y: number] {
  return [(index * side) % width, Math.floor((index * side) / width) * side];
}
