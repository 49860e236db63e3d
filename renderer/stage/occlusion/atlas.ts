/** One texture holds the maps of depth of all directions, side by side: many small ones, or few that are finer. */

/** Texels. */
export const width = 2048;
export const height = 1024;
/** Texels per side of the smallest map. */
const smallest = 256;
/** Maps in a row, of any size. */
const columns = 4;
/** Maps that there is room for, of the smallest. */
export const most = columns * (height / smallest);

/** Column and row of a map. */
export function cellOf(index: number): [column: number, row: number] {
  return [index % columns, Math.floor(index / columns)];
}
