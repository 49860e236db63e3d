import { Vector3 } from 'three';
import { at } from './kit/geometry.ts';

/**
 * The form that the shoe is built on, as a surface over (phi, h) in millimetres: phi runs from the heel (0) along the inner
 * side (+x) to the toe (1), and along the outer side (-x) with a minus sign; h climbs from the sole (0) to the opening (1).
 * Nine stations a side; each gives the rib at its place as a Bézier curve: foot, two handles and the edge of the opening.
 */
interface Station {
  /** x of the inner side, x of the outer side, y, z. */
  foot: [number, number, number, number];
  /** The handle at the foot, from it: outwards, up, forwards. */
  rise: [number, number, number];
  /** The handle at the opening, from it: outwards, up, forwards. */
  reach: [number, number, number];
  /** x of the inner side, x of the outer side, y, z. */
  edge: [number, number, number, number];
}

const STATIONS: Station[] = [
  { foot: [0, 0, 38, -141], rise: [0, 30, -9], reach: [0, -30, 5], edge: [0, 0, 120, -138] },
  { foot: [26, 26, 37, -127], rise: [4, 29, -5], reach: [4, -26, 2], edge: [20, 20, 110, -126] },
  { foot: [31.5, 32.5, 34, -88], rise: [4, 27, 0], reach: [6, -18, 0], edge: [29, 29, 88, -92] },
  { foot: [29.5, 33, 30, -45], rise: [3, 25, 0], reach: [8, -16, 0], edge: [31.5, 31, 77, -56] },
  { foot: [28, 34.5, 26, -4], rise: [4, 25, 0], reach: [13, -14, 0], edge: [29, 29, 87, -26] },
  { foot: [34, 42, 23.5, 38], rise: [5, 26, 0], reach: [19, -12, 2], edge: [21.5, 22, 107, -9] },
  { foot: [43, 47.5, 23.5, 82], rise: [6, 27, 2], reach: [22, -9, 8], edge: [15.5, 15.5, 91, 26] },
  { foot: [43.5, 42.5, 28, 121], rise: [5, 31, 7], reach: [20, -4, 24], edge: [14.5, 13.5, 76, 57] },
  { foot: [6, 6, 34, 150], rise: [0, 33, 12], reach: [0, -3, 48], edge: [2, 2, 69, 75] },
];

/** The numbers of a rib on one side (1 inner, -1 outer): four points. */
function rib({ foot, rise, reach, edge }: Station, side: 1 | -1): number[] {
  // On the seams at heel and toe both sides are one, and x needs no mirror.
  const x = (pair: [number, number, number, number]) =>
    pair[0] === pair[1] ? (pair[0] < 10 ? pair[0] : pair[0] * side) : side === 1 ? pair[0] : -pair[1];
  const base = [x(foot), foot[2], foot[3]];
  const top = [x(edge), edge[2], edge[3]];
  const add = (from: number[], by: [number, number, number]) => [
    at(from, 0) + by[0] * side,
    at(from, 1) + by[1],
    at(from, 2) + by[2],
  ];
  return [...base, ...add(base, rise), ...add(top, reach), ...top];
}

const LOOP = [
  ...STATIONS.map(station => rib(station, 1)),
  ...STATIONS.slice(1, -1)
    .toReversed()
    .map(station => rib(station, -1)),
];
const TOE = STATIONS.length - 1;

/** The rib at phi: stations blended by a closed cubic B-spline, which has no wobble in it. */
function ribAt(phi: number): number[] {
  const place = ((((phi * TOE) % LOOP.length) + LOOP.length) % LOOP.length) + LOOP.length;
  const index = Math.floor(place);
  const t = place - index;
  const weights = [(1 - t) ** 3, 3 * t ** 3 - 6 * t ** 2 + 4, -3 * t ** 3 + 3 * t ** 2 + 3 * t + 1, t ** 3];
  return at(LOOP, 0).map((_, n) =>
    weights.reduce((sum, weight, k) => sum + (weight / 6) * at(at(LOOP, (index - 1 + k) % LOOP.length), n), 0),
  );
}

/** A point of the form, `lift` millimetres above it. */
export function last(phi: number, h: number, lift = 0): Vector3 {
  const p = on(phi, h);
  return lift === 0 ? p : p.addScaledVector(away(phi, h), lift);
}

function on(phi: number, h: number): Vector3 {
  const r = ribAt(phi);
  const point = (n: number) => new Vector3(at(r, n * 3), at(r, n * 3 + 1), at(r, n * 3 + 2));
  const k = 1 - h;
  return point(0)
    .multiplyScalar(k ** 3)
    .addScaledVector(point(1), 3 * k * k * h)
    .addScaledVector(point(2), 3 * k * h * h)
    .addScaledVector(point(3), h ** 3);
}

/** The direction out of the form. */
export function away(phi: number, h: number): Vector3 {
  const step = 0.004;
  const [low, high] = [Math.max(0, h - step), Math.min(1, h + step)];
  const up = on(phi, high).sub(on(phi, low));
  const along = on(phi + step, h).sub(on(phi - step, h));
  return up.cross(along).normalize();
}

/** The outline of the foot seen from above, `out` millimetres wider. y is the height at which the upper meets the sole. */
export function outline(phi: number, out: number): Vector3 {
  const p = on(phi, 0);
  const along = on(phi + 0.004, 0).sub(on(phi - 0.004, 0));
  return p.addScaledVector(new Vector3(along.z, 0, -along.x).normalize(), out);
}
