import { type BufferGeometry, CatmullRomCurve3, Quaternion, Vector3 } from 'three';
import { at, bend, join, range } from './kit/geometry.ts';
import { lerp } from './kit/noise.ts';
import { fillet, plate } from './kit/profile.ts';
import { lathe, sweep } from './kit/surface.ts';
import { eyelet } from './sneaker-upper.ts';

/** Where on the throat the pairs of eyelets are, from the toe up. */
const PAIRS = range(6).map(i => lerp(0.875, 0.645, i / 5));

export function eyelets(): BufferGeometry {
  const ring = lathe(
    fillet(
      [
        [1.3, 0],
        [1.3, 0.7, 0.3],
        [2.5, 0.7, 0.3],
        [2.7, 0],
        [1.3, 0],
      ],
      3,
    ),
    20,
  );
  return join(
    PAIRS.flatMap(phi => [phi, -phi]).map(phi => {
      const { place, out } = eyelet(phi);
      const turn = new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), out);
      return bend(ring, p => p.applyQuaternion(turn).add(place));
    }),
  );
}

/** A flat lace along points. */
function band(points: Vector3[], up: Vector3, steps: number, width = 6.4): BufferGeometry {
  const path = new CatmullRomCurve3(points, false, 'centripetal');
  return sweep(path, () => plate(width, 1.7, 0.8, 1), { steps, up, tile: 12 });
}

/** Bars straight across, each from its eyelets over the tongue, and a bow on the topmost. */
export function laces(): BufferGeometry {
  const bars = PAIRS.map(phi => {
    const [inner, outer] = [eyelet(phi), eyelet(-phi)];
    const middle = inner.place.clone().add(outer.place).multiplyScalar(0.5);
    const rise = inner.out.clone().add(outer.out).normalize();
    const over = (from: typeof inner, share: number, lift: number) =>
      from.place.clone().lerp(middle, share).addScaledVector(from.out.clone().lerp(rise, share), lift);
    const points = [
      over(inner, 0, -1.2),
      over(inner, 0.1, 1.6),
      over(inner, 0.42, 3.8),
      middle.clone().addScaledVector(rise, 5.6),
      over(outer, 0.42, 3.8),
      over(outer, 0.1, 1.6),
      over(outer, 0, -1.2),
    ];
    return band(points, inner.out, 22);
  });
  return join([...bars, ...bow()]);
}

/** A bow: a knot, two loops that lie on the shoe and two ends. */
function bow(): BufferGeometry[] {
  const phi = at(PAIRS, -1);
  const [inner, outer] = [eyelet(phi), eyelet(-phi)];
  const rise = inner.out.clone().add(outer.out).normalize();
  const knot = inner.place.clone().add(outer.place).multiplyScalar(0.5).addScaledVector(rise, 8.2);
  const side = new Vector3(1, 0, 0);
  const down = rise.clone().cross(side).normalize().multiplyScalar(-1);
  const ahead = down.z > 0 ? down : down.multiplyScalar(-1);
  const from = (x: number, y: number, z: number) =>
    knot.clone().addScaledVector(side, x).addScaledVector(rise, y).addScaledVector(ahead, z);
  const loop = (s: number) =>
    band(
      [
        from(0, 0, 0),
        from(9 * s, 3.5, 3),
        from(22 * s, 1.5, 8),
        from(33 * s, -7, 14),
        from(35 * s, -11, 14),
        from(27 * s, -7.5, 14),
        from(14 * s, -0.5, 12),
        from(2 * s, 0.5, 3),
      ],
      rise,
      34,
      5.4,
    );
  const end = (s: number) =>
    band(
      [from(0, -0.4, 1), from(6 * s, 1.2, 7), from(12 * s, -0.5, 17), from(19 * s, -5, 27), from(22 * s, -9.5, 36)],
      rise,
      20,
      5.2,
    );
  const tie = band(
    [from(-1, -2.5, -5), from(0, 1.6, -3.5), from(0, 2.8, 0.5), from(0, 1.6, 4.5), from(1, -2.5, 6)],
    rise,
    12,
    7.5,
  );
  return [loop(1), loop(-1), end(1), end(-1), tie];
}
