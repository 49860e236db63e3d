import { BufferGeometry, Float32BufferAttribute, MathUtils } from 'three/webgpu';
import { withNormals } from '../creases.ts';
import { type Placed, setPlaces } from '../places.ts';
import { triangulated } from '../polygons.ts';
import { child, colorsIn, flag, number, numbers } from './fields.ts';
import type { Node } from './tree.ts';

/** Which of its values a corner has: by its face, which of the list's entries it is, and which place it has. */
type Choice = (face: number, entry: number, place: number) => number;

/** A runs of a list that ends at a negative number, and where it begins in the list. */
export interface Run {
  start: number;
  indices: number[];
}

/** Polygons, and what their corners have. */
export interface Faces {
  places: number[];
  /** Which place each corner has. */
  runs: Run[];
  colors: number[];
  colorAt: Choice;
  normals: number[];
  normalAt: Choice;
  coordinates: number[];
  coordinateAt: Choice;
  isClockwise: boolean;
  /** Radians up to which edges are smooth. */
  crease: number;
}

export function runsOf(list: readonly number[]): Run[] {
  const runs: Run[] = [];
  let run: Run = { start: 0, indices: [] };
  for (const [at, index] of [...list, -1].entries())
    if (index >= 0) run.indices.push(index);
    else {
      runs.push(run);
      run = { start: at + 1, indices: [] };
    }
  // the last one may be ended or not
  if (runs.at(-1)?.indices.length === 0) runs.pop();
  return runs;
}

/** As a node says it: a value for each face or each corner, in order or by an index of its own. */
export function choiceOf(node: Node, kind: 'color' | 'normal' | 'texCoord', perVertex: boolean): Choice {
  const index = numbers(node, `${kind}Index`);
  if (perVertex) return index.length > 0 ? (_, entry) => index[entry] ?? -1 : (_face, _entry, place) => place;
  return index.length > 0 ? face => index[face] ?? -1 : face => face;
}

export function faceSet(node: Node): Placed {
  return surfaceOf({
    places: numbers(child(node, 'coord'), 'point'),
    runs: runsOf(numbers(node, 'coordIndex')),
    ...lookOf(node),
    coordinateAt: choiceOf(node, 'texCoord', true),
  });
}

/** What all nodes of polygons have in common. */
export function lookOf(node: Node) {
  return {
    colors: colorsIn(node),
    colorAt: choiceOf(node, 'color', flag(node, 'colorPerVertex', true)),
    normals: numbers(child(node, 'normal'), 'vector'),
    normalAt: choiceOf(node, 'normal', flag(node, 'normalPerVertex', true)),
    coordinates: numbers(child(node, 'texCoord'), 'point'),
    isClockwise: !flag(node, 'ccw', true),
    crease: number(node, 'creaseAngle', 0),
  };
}

export function surfaceOf(faces: Faces): Placed {
  const corners = cornersOf(faces);
  const geometry = new BufferGeometry();
  const places = picked(corners, ({ place }) => place, faces.places, 3, 'place');
  const origin = setPlaces(geometry, places);
  const pick = (from: number[], choice: Choice, size: 2 | 3, what: string) =>
    picked(corners, ({ face, entry, place }) => choice(face, entry, place), from, size, what);
  if (faces.colors.length > 0)
    geometry.setAttribute('color', new Float32BufferAttribute(pick(faces.colors, faces.colorAt, 3, 'colour'), 3));
  if (faces.coordinates.length > 0)
    geometry.setAttribute(
      'uv',
      new Float32BufferAttribute(pick(faces.coordinates, faces.coordinateAt, 2, 'texture coordinate'), 2),
    );
  const given =
    faces.normals.length > 0
      ? Float32Array.from(pick(faces.normals, faces.normalAt, 3, 'normal'))
      : new Float32Array(places.length);
  return { geometry: withNormals(geometry, given, MathUtils.radToDeg(faces.crease)), origin };
}

interface Corner {
  face: number;
  entry: number;
  place: number;
}

/** Three for each triangle. */
function cornersOf({ runs, places, isClockwise }: Faces): Corner[] {
  const corners: Corner[] = [];
  for (const [face, { start, indices }] of runs.entries()) {
    const triangles = triangulated(indices, places);
    if (isClockwise) triangles.reverse();
    for (const corner of triangles) corners.push({ face, entry: start + corner, place: indices[corner] ?? 0 });
  }
  return corners;
}

/** The values of a choice, in doubles. @throws Error where one is chosen that is not there */
export function picked<T>(
  corners: readonly T[],
  choice: (corner: T) => number,
  from: readonly number[],
  size: 2 | 3,
  what: string,
): Float64Array {
  const found = new Float64Array(corners.length * size);
  const count = Math.floor(from.length / size);
  for (const [at, corner] of corners.entries()) {
    const index = choice(corner);
    if (!(index >= 0 && index < count)) throw new Error(`it names ${what} ${index}, and there are ${count}`);
    for (let axis = 0; axis < size; axis++) found[at * size + axis] = from[index * size + axis] ?? 0;
  }
  return found;
}
