import { Matrix4, Quaternion, Vector3 } from 'three/webgpu';
import type { Placed } from '../places.ts';
import { choiceOf, type Faces, lookOf, surfaceOf } from './faces.ts';
import { flag, numbers } from './fields.ts';
import type { Node } from './tree.ts';

/** Corners of one, at most: two short lists make many. */
const most = 1_000_000;

/** A cross-section along a spine. */
export function extrusion(node: Node): Placed {
  const section = pairs(given(node, 'crossSection', [1, 1, 1, -1, -1, -1, -1, 1, 1, 1]));
  const spine = triples(given(node, 'spine', [0, 0, 0, 0, 1, 0]));
  if (section.length * spine.length > most) throw new Error(`an extrusion in it has more than ${most} corners`);
  const scales = pairs(given(node, 'scale', [1, 1]));
  const turns = numbers(node, 'orientation');
  const planes = planesOf(spine);
  const places = spine.flatMap((place, at) => {
    const [wide = 1, deep = 1] = scales[Math.min(at, scales.length - 1)] ?? [];
    const turn = turnOf(turns, Math.min(at, turns.length / 4 - 1));
    return section.flatMap(([x = 0, z = 0]) =>
      new Vector3(x * wide, 0, z * deep)
        .applyQuaternion(turn)
        .applyMatrix4(planes[at] ?? new Matrix4())
        .add(place)
        .toArray(),
    );
  });
  const look = lookOf(node);
  const faces: Faces = {
    ...look,
    places,
    runs: sides(section.length, spine.length),
    coordinateAt: choiceOf(node, 'texCoord', true),
  };
  faces.coordinates = spine.flatMap((_, row) =>
    section.flatMap((_, column) => [column / (section.length - 1 || 1), row / (spine.length - 1 || 1)]),
  );
  const rim = section.map((_, at) => at);
  const last = (spine.length - 1) * section.length;
  if (flag(node, 'beginCap', true)) faces.runs.push({ start: 0, indices: rim });
  if (flag(node, 'endCap', true)) faces.runs.push({ start: 0, indices: rim.map(at => at + last).toReversed() });
  return surfaceOf(faces);
}

function given(node: Node, field: string, otherwise: number[]): number[] {
  const found = numbers(node, field);
  return found.length > 0 ? found : otherwise;
}

function pairs(values: readonly number[]): number[][] {
  return Array.from({ length: Math.floor(values.length / 2) }, (_, at) => values.slice(at * 2, at * 2 + 2));
}

function triples(values: readonly number[]): Vector3[] {
  return Array.from({ length: Math.floor(values.length / 3) }, (_, at) => new Vector3().fromArray(values, at * 3));
}

function turnOf(turns: readonly number[], at: number): Quaternion {
  const [x = 0, y = 1, z = 0, angle = 0] = at < 0 ? [] : turns.slice(at * 4, at * 4 + 4);
  return new Quaternion().setFromAxisAngle(new Vector3(x, y, z).normalize(), angle);
}

function sides(columns: number, rows: number): Faces['runs'] {
  const runs: Faces['runs'] = [];
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      runs.push({ start: 0, indices: [at, at + columns, at + columns + 1, at + 1].toReversed() });
    }
  return runs;
}

/** The plane of the section at each place of the spine: y goes along it, z is where it bends to. */
function planesOf(spine: readonly Vector3[]): Matrix4[] {
  const count = spine.length;
  const [first = new Vector3(), last = first] = [spine[0], spine.at(-1)];
  const isClosed = count > 2 && first.distanceTo(last) < 1e-9;
  const at = (index: number) => {
    if (isClosed) return spine[(index + count - 1) % (count - 1)] ?? first;
    return spine[Math.min(count - 1, Math.max(0, index))] ?? first;
  };
  const along = spine.map((_, index) =>
    at(index + 1)
      .clone()
      .sub(at(index - 1))
      .normalize(),
  );
  const bends = spine.map((place, index) =>
    at(index + 1)
      .clone()
      .sub(place)
      .cross(
        at(index - 1)
          .clone()
          .sub(place),
      ),
  );
  if (!isClosed && count > 2)
    [bends[0], bends[count - 1]] = [bends[1] ?? new Vector3(), bends[count - 2] ?? new Vector3()];
  // where it is straight, it is as it was before; all of one that is straight lies as little turned as can be
  let before = bends
    .find(bend => bend.length() > 1e-12)
    ?.clone()
    .normalize();
  return along.map((y, index) => {
    const bend = bends[index]?.clone() ?? new Vector3();
    if (bend.length() < 1e-12 && !before)
      return new Matrix4().makeRotationFromQuaternion(new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), y));
    const z = bend.length() < 1e-12 ? (before ?? bend).clone() : bend.normalize();
    if (before && z.dot(before) < 0) z.negate();
    before = z.clone();
    const x = y.clone().cross(z).normalize();
    return new Matrix4().makeBasis(x, y, x.clone().cross(y));
  });
}
