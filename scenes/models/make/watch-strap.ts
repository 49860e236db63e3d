import { type BufferGeometry, Vector3 } from 'three';
import { bend, join, range } from './kit/geometry.ts';
import { lerp, ramp } from './kit/noise.ts';
import { curve, oval, plate } from './kit/profile.ts';
import { lathe, sweep, transport } from './kit/surface.ts';

/** The closed loop behind the case, in millimetres, seen from the side: the long end overlaps the buckled one. */
const TOP = curve([
  [0, 20.6, -3.6],
  [0, 25, -8],
  [0, 27, -17],
  [0, 24.5, -30],
  [0, 15, -40.5],
  [0, 2, -44.5],
  [0, -9, -43],
]);
const BOTTOM = curve([
  [0, -20.6, -3.6],
  [0, -25, -8],
  [0, -27, -17],
  [0, -25.5, -30],
  [0, -17.5, -41.5],
  [0, -4, -47.2],
  [0, 8, -46.4],
  [0, 17.5, -42.2],
]);
const OUT = { top: new Vector3(0, 0.4, 1), bottom: new Vector3(0, -0.4, 1) };

const width = (t: number) => lerp(19.8, 16, ramp(0, 0.7, t));
const thick = (t: number) => lerp(4, 2.3, ramp(0.02, 0.4, t));

export function strap(): BufferGeometry {
  const profile = (t: number) => plate(width(t), thick(t), 0.9, 3);
  // The long end is cut to a soft point.
  const pointed = (t: number) => plate(width(t) * lerp(0.35, 1, ramp(1, 0.9, t) ** 0.5), thick(t), 0.9, 3);
  return join([
    sweep(TOP, profile, { steps: 40, up: OUT.top, tile: 14 }),
    sweep(BOTTOM, pointed, { steps: 48, up: OUT.bottom, tile: 14 }),
  ]);
}

/** A line of thread near either edge, on the side that shows. */
export function stitches(): BufferGeometry {
  return join([...seam(TOP, OUT.top, 0.86), ...seam(BOTTOM, OUT.bottom, 0.84)]);
}

function seam(path: typeof TOP, up: Vector3, until: number): BufferGeometry[] {
  const count = Math.floor((path.getLength() * until) / 3.3);
  const stops = range(count).map(i => 0.045 + (i / count) * until);
  const bead = oval(2.4, 0.8, 2, 6)
    .filter(p => p.y >= -1e-9)
    .map(p => p.clone().set(Math.max(p.y, 0.0001), p.x));
  const thread = lathe(bead, 5);
  return transport(path, stops, up).flatMap(({ centre, ahead, up: out, right }, i) => {
    const t = stops[i] ?? 0;
    return [-1, 1].map(side =>
      bend(thread, p =>
        centre
          .clone()
          .addScaledVector(right, side * (width(t) / 2 - 2.1) - p.x)
          .addScaledVector(out, thick(t) / 2 + p.z * 0.8)
          .addScaledVector(ahead, p.y),
      ),
    );
  });
}

/** The steel frame with its tongue, round the loop's back, and the loop that keeps the long end down. */
export function buckle(): BufferGeometry {
  const bar = (points: [number, number, number][], size: number, closed = false) =>
    sweep(curve(points, closed), () => oval(size, size * 0.8, 3, 10), {
      steps: closed ? 48 : 8,
      round: !closed,
      caps: closed ? 'none' : 'both',
    });
  const [half, low, high] = [9.6, -14, -5];
  const frame: [number, number, number][] = [
    [-half, low, -43.6],
    [-half, high, -48.4],
    [half, high, -48.4],
    [half, low, -43.6],
  ];
  return join([
    bar(
      frame.flatMap((p, i) => bow(p, frame[(i + 1) % 4] ?? p)),
      1.9,
      true,
    ),
    bar(
      [
        [0, -13, -43],
        [0, -8, -47.6],
        [0, -3.4, -48.8],
      ],
      1.2,
    ),
  ]);
}

/** Three points a side keep a closed curve's corners tight. */
function bow(from: [number, number, number], to: [number, number, number]): [number, number, number][] {
  return [0.06, 0.5, 0.94].map(t => [lerp(from[0], to[0], t), lerp(from[1], to[1], t), lerp(from[2], to[2], t)]);
}

export function keeper(): BufferGeometry {
  const centre = new Vector3(0, 4.5, -45.4);
  const ring = oval(17.6, 6.6, 6, 32).map((p): [number, number, number] => [p.x, centre.y, centre.z + p.y]);
  return sweep(curve(ring, true), () => plate(1.1, 4.5, 0.4, 2), {
    steps: 48,
    caps: 'none',
    up: new Vector3(0, 1, 0),
    tile: 14,
  });
}
