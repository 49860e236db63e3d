import type { Placed } from '../places.ts';
import { type Faces, lookOf, choiceOf, surfaceOf } from './faces.ts';
import { number, numbers } from './fields.ts';
import type { Node } from './tree.ts';

/** A grid of heights over x and z. */
export function elevationGrid(node: Node): Placed {
  const [columns, rows] = [number(node, 'xDimension', 0), number(node, 'zDimension', 0)];
  const [wide, deep] = [number(node, 'xSpacing', 1), number(node, 'zSpacing', 1)];
  const heights = numbers(node, 'height');
  if (columns * rows !== heights.length)
    throw new Error(`a grid in it has ${columns} by ${rows} heights, and names ${heights.length}`);
  const look = lookOf(node);
  const faces: Faces = {
    ...look,
    places: heights.flatMap((height, at) => [(at % columns) * wide, height, Math.floor(at / columns) * deep]),
    runs: [],
    coordinates: look.coordinates.length > 0 ? look.coordinates : spread(columns, rows),
    coordinateAt: choiceOf(node, 'texCoord', true),
  };
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      faces.runs.push({ start: 0, indices: [at, at + columns, at + columns + 1, at + 1] });
    }
  return surfaceOf(faces);
}

function spread(columns: number, rows: number): number[] {
  return Array.from({ length: columns * rows }, (_, at) => [
    (at % columns) / Math.max(1, columns - 1),
    Math.floor(at / columns) / Math.max(1, rows - 1),
  ]).flat();
}
