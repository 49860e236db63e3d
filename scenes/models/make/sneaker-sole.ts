import { type BufferGeometry, Vector3 } from 'three';
import { flip, range } from './kit/geometry.ts';
import { surface } from './kit/surface.ts';
import { outline } from './sneaker-last.ts';

const AROUND = 104;

/** How far the ground falls away under toe and heel, millimetres. */
function spring(z: number): number {
  const toe = Math.max(0, z - 55) / 90;
  const heel = Math.max(0, -105 - z) / 40;
  return 16 * toe ** 2 + 6 * heel ** 2;
}

/** One ring of the sole: `out` beyond the foot, `level` 0 on the ground to 1 at the rim above the upper's edge. */
function ring(out: number, level: number): Vector3[] {
  return range(AROUND).map(i => {
    const p = outline((i / AROUND) * 2, out);
    // The heel flares backwards, as running shoes do.
    const flare = Math.max(0, (-95 - p.z) / 45) * (1 - level) * 9;
    const ground = spring(p.z);
    return new Vector3(p.x, ground + (p.y + 4.5 - ground) * level, p.z - flare);
  });
}

/** Rubber under the foam, a little wider, its edge rounded. */
export function outsole(): BufferGeometry {
  const rows = [
    [-30, 0],
    [-4, 0],
    [2.2, 0],
    [4.6, 0.03],
    [5.6, 0.08],
    [5.8, 0.15],
    [5.2, 0.19],
    [3, 0.2],
  ] as const;
  return surface(
    rows.map(([out, level]) => ring(out, level)),
    { caps: 'start' },
  );
}

/** The foam: a waist along its side, a soft rim that the upper sinks into. */
export function midsole(): BufferGeometry {
  const rows = [
    [3, 0.17],
    [5, 0.18],
    [5.7, 0.22],
    [5.6, 0.32],
    [4.6, 0.46],
    [3.7, 0.6],
    [3.5, 0.72],
    [4.1, 0.84],
    [4.2, 0.92],
    [3.6, 0.98],
    [2.4, 1],
    [0.8, 0.98],
    [-2, 0.9],
  ] as const;
  return surface(
    rows.map(([out, level]) => ring(out, level)),
    { tile: 40 },
  );
}

/** A raised line in the waist of the foam. */
export function stripe(): BufferGeometry {
  const rows = [
    [3.6, 0.5],
    [4.75, 0.52],
    [4.95, 0.54],
    [4.55, 0.62],
    [4.3, 0.645],
    [3.2, 0.66],
  ] as const;
  return surface(rows.map(([out, level]) => ring(out, level)));
}

/** What one sees when looking in. */
export function insole(): BufferGeometry {
  const rings = [-4, -14, -24].map(out =>
    range(AROUND).map(i => {
      const p = outline((i / AROUND) * 2, out);
      return p.setY(p.y + 7);
    }),
  );
  return flip(surface(rings, { caps: 'end', tile: 20, keep: true }));
}
