import { triangulated } from '../polygons.ts';
import { Scan } from '../scan.ts';
import { polypaintOf } from './polypaint.ts';

/** What all of a file's objects share; by threes and, for coordinates, by twos. */
export interface Vertices {
  places: number[];
  coordinates: number[];
  normals: number[];
  /** sRGB of each vertex, NaN where a line has none; nothing after the last that has one. */
  colors: number[];
}

/** What one object has of one material: places, coordinates and normals of the corners one after the other, -1 where it has none. */
export interface Share {
  material: string;
  /** Three corners each. */
  triangles: number[];
  /** Two corners each. */
  segments: number[];
  points: number[];
}

export interface ObjObject {
  name: string;
  shares: Share[];
}

export interface Obj {
  vertices: Vertices;
  objects: ObjObject[];
  /** What stands after each `mtllib`. */
  libraries: string[];
}

/** Reads an OBJ, which was found to be whole before it came here. */
export function readObj(bytes: Uint8Array): Obj {
  const scan = new Scan(bytes);
  const obj: Obj = { vertices: { places: [], coordinates: [], normals: [], colors: [] }, objects: [], libraries: [] };
  let share = begin(obj, '', '');
  for (let word = scan.statement(); word !== undefined; word = scan.statement()) {
    if (word === 'v') readVertex(scan, obj.vertices);
    else if (word === 'vt') obj.vertices.coordinates.push(scan.number(), orZero(scan.number()));
    else if (word === 'vn') obj.vertices.normals.push(scan.number(), scan.number(), scan.number());
    else if (word === 'f' || word === 'fo') addFace(cornersOf(scan, obj.vertices), share, obj.vertices);
    else if (word === 'l') addLine(cornersOf(scan, obj.vertices), share);
    else if (word === 'p') addPoints(cornersOf(scan, obj.vertices), share);
    else if (word === 'o' || word === 'g') share = begin(obj, scan.rest(), share.material);
    else if (word === 'usemtl') share = wear(obj, scan.rest());
    else if (word === 'mtllib') obj.libraries.push(scan.rest());
    scan.skip();
  }
  if (obj.vertices.colors.length === 0) obj.vertices.colors = polypaintOf(bytes);
  if (obj.objects.every(({ shares }) => shares.every(isEmpty)))
    for (let place = 0; place * 3 < obj.vertices.places.length; place++) share.points.push(place, -1, -1);
  return obj;
}

/** A scan may be places alone. */
function isEmpty({ triangles, segments, points }: Share): boolean {
  return triangles.length + segments.length + points.length === 0;
}

function begin(obj: Obj, name: string, material: string): Share {
  const share: Share = { material, triangles: [], segments: [], points: [] };
  obj.objects.push({ name, shares: [share] });
  return share;
}

/** The part of the last object that has a material. */
function wear(obj: Obj, material: string): Share {
  const shares = obj.objects.at(-1)?.shares ?? [];
  const known = shares.find(share => share.material === material);
  if (known) return known;
  const made: Share = { material, triangles: [], segments: [], points: [] };
  shares.push(made);
  return made;
}

function readVertex(scan: Scan, { places, colors }: Vertices): void {
  const before = places.length;
  places.push(scan.number(), scan.number(), scan.number());
  const [fourth, fifth, sixth] = [scan.number(), scan.number(), scan.number()];
  // three more are a colour, one more is a weight
  const colored = !Number.isNaN(sixth);
  if (!colored && colors.length === 0) return;
  while (colors.length < before) colors.push(NaN);
  if (colored) colors.push(fourth, fifth, sixth);
  else colors.push(NaN, NaN, NaN);
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function cornersOf(scan: Scan, { places, coordinates, normals }: Vertices): number[] {
  const corner: [number, number, number] = [0, 0, 0];
  const found: number[] = [];
  while (!scan.ended()) {
    scan.corner(corner);
    found.push(
      indexOf(corner[0], places.length / 3),
      indexOf(corner[1], coordinates.length / 2),
      indexOf(corner[2], normals.length / 3),
    );
  }
  return found;
}

/** Counted from 1, or backwards from what was there last. */
function indexOf(written: number, count: number): number {
  return written < 0 ? count + written : written - 1;
}

function addFace(corners: number[], { triangles }: Share, { places }: Vertices): void {
  const vertices: number[] = [];
  for (let at = 0; at < corners.length; at += 3) vertices.push(corners[at] ?? 0);
  for (const corner of triangulated(vertices, places))
    triangles.push(corners[corner * 3] ?? 0, corners[corner * 3 + 1] ?? -1, corners[corner * 3 + 2] ?? -1);
}

function addPoints(corners: number[], { points }: Share): void {
  for (const index of corners) points.push(index);
}

function addLine(corners: number[], { segments }: Share): void {
  for (let at = 3; at < corners.length; at += 3) segments.push(...corners.slice(at - 3, at + 3));
}
