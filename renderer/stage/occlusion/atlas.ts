/** One texture holds the maps of depth of all directions, side by side: many small ones, or few that are finer. */

/** Texels per side of the texture. */
export const extent = 2048;
/** Texels per side of the smallest map. */
const smallest = 256;
/** Maps that there is room for, of the smallest. */
export const mostMaps = (extent / smallest) ** 2;

/** Column and row of a map that is `side` texels wide. */
export function cellOf(index: number, side: number): [column: number, row: number] {
  const columns = extent / side;
  return [index % columns, Math.floor(index / columns)];
}
