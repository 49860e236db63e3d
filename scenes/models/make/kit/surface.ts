import { type BufferGeometry, type Curve, Vector2, Vector3 } from 'three';
import { at, flip, range, soup, volume } from './geometry.ts';

export interface SurfaceOptions {
  /** Whether each row meets its own start, as a ring does. Default true. */
  closed?: boolean;
  /** Whether to fill the first and the last row. Default neither. */
  caps?: 'both' | 'start' | 'end' | 'none';
  /** Metres a texture repeat; left out, the texture covers the surface once. */
  tile?: number;
  /** Leaves the side that faces out as the rows give it, for open patches that enclose nothing. Default false. */
  keep?: boolean;
}

/** A skin over rows of points, all of one length. u follows a row, v climbs from row to row; it faces outwards. */
export function surface(rows: Vector3[][], options: SurfaceOptions = {}): BufferGeometry {
  const { closed = true, caps = 'none', tile } = options;
  const lines = closed ? rows.map(row => [...row, at(row, 0)]) : rows;
  const u = measure(lines, tile, closed);
  const v = measure(transpose(lines), tile, false);
  const corner = (i: number, j: number) => ({ position: at(at(lines, i), j), uv: new Vector2(at(u, j), at(v, i)) });
  const corners = [];
  for (const i of range(lines.length - 1))
    for (const j of range(at(lines, 0).length - 1)) {
      const [a, b, c, d] = [corner(i, j), corner(i, j + 1), corner(i + 1, j + 1), corner(i + 1, j)];
      corners.push(a, b, c, a, c, d);
    }
  if (caps === 'both' || caps === 'start') corners.push(...lid(at(lines, 0), tile, false));
  if (caps === 'both' || caps === 'end') corners.push(...lid(at(lines, -1), tile, true));
  const skin = soup(corners);
  return !options.keep && volume(skin) < 0 ? flip(skin) : skin;
}

/** Where each column lies along the lines: metres over `tile`, or 0–1; rings close on a whole repeat. */
function measure(lines: Vector3[][], tile: number | undefined, whole: boolean): number[] {
  const places = [0];
  for (const j of range(at(lines, 0).length - 1)) {
    const step = lines.reduce((sum, line) => sum + at(line, j).distanceTo(at(line, j + 1)), 0) / lines.length;
    places.push(at(places, -1) + step);
  }
  const length = at(places, -1) || 1;
  const repeats = tile === undefined ? 1 : whole ? Math.max(1, Math.round(length / tile)) : length / tile;
  return places.map(place => (place / length) * repeats);
}

function transpose(lines: Vector3[][]): Vector3[][] {
  return range(at(lines, 0).length).map(j => lines.map(line => at(line, j)));
}

function lid(ring: Vector3[], tile: number | undefined, end: boolean) {
  const centre = ring.reduce((sum, p) => sum.add(p), new Vector3()).divideScalar(ring.length);
  const reach = Math.max(...ring.map(p => p.distanceTo(centre)));
  const right = at(ring, 0).clone().sub(centre).normalize();
  const normal = right.clone().cross(
    at(ring, Math.floor(ring.length / 4))
      .clone()
      .sub(centre),
  );
  const up = normal.cross(right).normalize();
  const scale = tile ?? reach * 2;
  const uv = (p: Vector3) =>
    new Vector2(p.clone().sub(centre).dot(right) / scale + 0.5, p.clone().sub(centre).dot(up) / scale + 0.5);
  return range(ring.length - 1).flatMap(j => {
    const [a, b] = [at(ring, j), at(ring, j + 1)];
    const face = [centre, ...(end ? [a, b] : [b, a])];
    return face.map(position => ({ position, uv: uv(position) }));
  });
}

/** A body of revolution about y. The profile's x is the radius. `tile` as in `surface`. */
export function lathe(profile: Vector2[], segments = 64, options: SurfaceOptions = {}): BufferGeometry {
  const rows = profile.map(({ x, y }) =>
    range(segments).map(j => {
      // u 0 and 1 meet at the back, so that a texture's middle is at the front.
      const angle = (j / segments) * Math.PI * 2 - Math.PI;
      return new Vector3(Math.sin(angle) * x, y, Math.cos(angle) * x);
    }),
  );
  return surface(rows, options);
}

export interface SweepOptions extends SurfaceOptions {
  /** Steps along the curve. Default 24. */
  steps?: number;
  /** The direction that the profile's y starts out in. Default: whatever the curve suggests. */
  up?: Vector3;
  /** Whether the ends are domes instead of flat. Default false. */
  round?: boolean;
}

/** Pulls a profile, which may change with t (0–1), along a curve. */
export function sweep(
  curve: Curve<Vector3>,
  profile: (t: number) => Vector2[],
  options: SweepOptions = {},
): BufferGeometry {
  const { steps = 24, round = false } = options;
  const stops = round ? domedStops(steps) : range(steps + 1).map(i => ({ t: i / steps, out: 0, size: 1 }));
  const frames = transport(
    curve,
    range(steps + 1).map(i => i / steps),
    options.up,
  );
  const rows = stops.map(({ t, out, size }) => {
    const { centre, right, up, ahead } = at(frames, Math.round(t * steps));
    const shape = profile(t);
    const reach = Math.min(...shape.map(p => p.length()).filter(r => r > 0));
    return shape.map(({ x, y }) =>
      centre
        .clone()
        .addScaledVector(right, x * size)
        .addScaledVector(up, y * size)
        .addScaledVector(ahead, out * reach),
    );
  });
  return surface(rows, { ...options, caps: options.caps ?? 'both' });
}

function domedStops(steps: number) {
  const dome = [0.97, 0.8, 0.5].map(out => ({ out, size: Math.sqrt(1 - out * out) }));
  return [
    ...dome.map(({ out, size }) => ({ t: 0, out: -out, size })),
    ...range(steps + 1).map(i => ({ t: i / steps, out: 0, size: 1 })),
    ...dome.toReversed().map(({ out, size }) => ({ t: 1, out, size })),
  ];
}

/** Frames along a curve that turn no more than the curve does. */
export function transport(curve: Curve<Vector3>, stops: number[], start?: Vector3) {
  let up = start?.clone();
  return stops.map(t => {
    const ahead = curve.getTangentAt(t).normalize();
    if (!up) up = Math.abs(ahead.y) < 0.9 ? new Vector3(0, 1, 0) : new Vector3(0, 0, 1);
    up = up.clone().addScaledVector(ahead, -up.dot(ahead)).normalize();
    return { centre: curve.getPointAt(t), ahead, up, right: up.clone().cross(ahead).normalize() };
  });
}
