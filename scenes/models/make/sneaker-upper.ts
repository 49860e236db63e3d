import { type BufferGeometry, LineCurve3, Vector3 } from 'three';
import { point, range } from './kit/geometry.ts';
import { lerp, ramp } from './kit/noise.ts';
import { curve, oval, plate } from './kit/profile.ts';
import { surface, sweep } from './kit/surface.ts';
import { away, last } from './sneaker-last.ts';

const AROUND = 112;
const TILE = 26;
/** phi falls along a row, so that rows that climb face outwards. */
const places = range(AROUND).map(i => 1 - (i / AROUND) * 2);

/** How padded the edge of the opening is: thick round the ankle, thin along the laces. */
const padding = (phi: number) => lerp(8.5, 2.6, ramp(0.46, 0.64, Math.abs(phi)));

/** The knitted skin, from the sole to the opening. */
export function skin(): BufferGeometry {
  const rows = range(19).map(i => places.map(phi => last(phi, i / 18)));
  return surface(rows, { tile: TILE, keep: true });
}

/** From the edge over the padding and down inside. */
export function lining(): BufferGeometry {
  const lip = range(7).map(i => {
    const angle = (i / 6) * Math.PI;
    return places.map(phi => {
      const half = padding(phi) / 2;
      const up = last(phi, 1).sub(last(phi, 0.97)).normalize();
      return last(phi, 1, -half + Math.cos(angle) * half).addScaledVector(up, Math.sin(angle) * half);
    });
  });
  const down = range(7).map(i => {
    const h = 1 - ((i + 1) / 7) * 0.96;
    return places.map(phi => last(phi, h, -lerp(padding(phi), 3.5, ramp(1, 0.5, h))));
  });
  return surface([...lip, ...down], { tile: TILE, keep: true });
}

/**
 * A piece sewn onto the skin: `place(a, b)` says where its unit square lies on the last. It stands `thick` millimetres
 * proud and its edges are rounded off.
 */
export function overlay(
  place: (a: number, b: number) => [phi: number, h: number],
  thick: number,
  across = 24,
  up = 10,
): BufferGeometry {
  const edge = [0, 0.012, 0.04, 0.1];
  const stops = (count: number) => [
    ...edge.slice(0, 3),
    ...range(count - 3).map(i => lerp(0.1, 0.9, i / (count - 4))),
    ...edge
      .slice(0, 3)
      .toReversed()
      .map(x => 1 - x),
  ];
  const height = (x: number) => Math.sqrt(ramp(0, 0.06, Math.min(x, 1 - x)));
  const rows = stops(up).map(b =>
    stops(across).map(a => {
      const [phi, h] = place(a, b);
      return last(phi, h, lerp(-0.5, thick, height(a) * height(b)));
    }),
  );
  return surface(rows, { closed: false, tile: TILE, keep: true });
}

/** The guard round the toe: low at the sides, a soft peak in front. */
export const toeGuard = () =>
  overlay(
    (a, b) => {
      const phi = lerp(1.33, 0.67, a);
      const side = Math.abs(phi - 1) / 0.33;
      return [phi, lerp(0.0, lerp(0.3, 0.03, side ** 1.7), b)];
    },
    1.1,
    44,
    10,
  );

/** The stiff cup round the heel. */
export const heelCup = () =>
  overlay(
    (a, b) => {
      const phi = lerp(0.34, -0.34, a);
      const side = Math.abs(phi) / 0.34;
      return [phi, lerp(0, lerp(0.66, 0.03, side ** 1.8), b)];
    },
    1.3,
    40,
    10,
  );

/** The band that carries the eyelets, in one piece round the throat. */
export const laceStay = () =>
  overlay(
    (a, b) => {
      const phi = lerp(1.46, 0.54, a);
      const side = Math.abs(phi - 1) / 0.46;
      return [phi, lerp(lerp(0.84, 0.68, ramp(0.1, 0.5, side)), 1.0, b)];
    },
    1,
    56,
    10,
  );

/** Two slanting bars on a side (1 inner, -1 outer). */
export const bars = (side: 1 | -1) =>
  [0, 1].map(i =>
    overlay(
      (a, b) => {
        const phi = 0.405 + i * 0.075 + 0.04 * (1 - a) + 0.11 * b;
        return [side === 1 ? phi : -(0.405 + i * 0.075 + 0.04 * a + 0.11 * b), lerp(0.06, 0.7, b)];
      },
      0.9,
      9,
      16,
    ),
  );

/** The padded tongue, from under the vamp to above the collar; it arches over the instep. */
export function tongue(): BufferGeometry {
  const path = curve([
    [1.5, 56, 84],
    [1.2, 72, 56],
    [0.8, 87, 26],
    [0.4, 101, -4],
    [0, 112, -24],
    [0, 121, -33],
  ]);
  return sweep(
    path,
    t => {
      const width = lerp(28, 47, ramp(0.1, 0.85, t)) * lerp(1, 0.86, ramp(0.93, 1, t));
      const thick = lerp(4, 8.5, ramp(0.55, 0.9, t));
      return oval(width, thick, 3.4, 28).map(p => p.setY(p.y - p.x * p.x * 0.0125));
    },
    { steps: 26, up: new Vector3(0, 1, 0.4), round: true, tile: TILE },
  );
}

/** A loop of webbing at the heel to pull the shoe on by. */
export function pullTab(): BufferGeometry {
  const outer = last(0, 0.62, 1.6);
  const rim = last(0, 1, -3);
  const path = curve([
    [0, outer.y, outer.z],
    [0, 96, last(0, 0.85).z - 2],
    [0, rim.y + 2, rim.z - 7.5],
    [0, rim.y + 13, rim.z - 5],
    [0, rim.y + 14, rim.z + 1],
    [0, rim.y + 4, rim.z + 6],
    [0, rim.y - 14, rim.z + 10],
  ]);
  return sweep(path, () => plate(13, 1.6, 0.7, 2), { steps: 30, up: new Vector3(0, 0, -1), tile: TILE });
}

/** The mark on the tongue: a rounded label that follows its arch. */
export function label(): BufferGeometry {
  const [low, high] = [new Vector3(0.3, 107, -8), new Vector3(0.1, 116.5, -24.5)];
  const arch = () => plate(20, 1.6, 0.7, 3).map(p => p.setY(p.y - p.x * p.x * 0.0125 + 3.4));
  const patch = sweep(new LineCurve3(low, high), arch, { steps: 6, up: new Vector3(0, 1, 0.4) });
  const uv = patch.getAttribute('uv');
  const along = high.clone().sub(low);
  for (let i = 0; i < uv.count; i++) {
    const p = point(patch, i);
    uv.setXY(i, p.x / 20 + 0.5, p.clone().sub(low).dot(along) / along.lengthSq());
  }
  return patch;
}

/** Where an eyelet sits and which way it looks. */
export function eyelet(phi: number) {
  const h = lerp(0.925, 0.86, ramp(0.95, 0.6, Math.abs(phi)));
  return { place: last(phi, h, 0.9), out: away(phi, h) };
}
