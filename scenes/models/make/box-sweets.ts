import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { bend, join, range } from './kit/geometry.ts';
import { random } from './kit/noise.ts';
import { curve, fillet, oval } from './kit/profile.ts';
import { lathe, surface, sweep } from './kit/surface.ts';

/** How far apart the sweets sit, metres. */
const PITCH = 0.041;
const FLOOR = 0.0232;

/** Nine places in three rows, from the back left. */
const places = range(9).map(i => new Vector3(((i % 3) - 1) * PITCH, FLOOR, (Math.floor(i / 3) - 1) * PITCH));

/** Which sweet lies where: every row and column has one of each. */
const KINDS = ['dome', 'block', 'ball', 'ball', 'dome', 'block', 'block', 'ball', 'dome'] as const;

const shift = (shape: BufferGeometry, to: Vector3) => bend(shape, p => p.add(to));
const each = (kind: (typeof KINDS)[number], shape: (index: number) => BufferGeometry) =>
  join(places.flatMap((place, i) => (KINDS[i] === kind ? [shift(shape(i), place)] : [])));

/** A pleated paper cup under each. */
export function cups(): BufferGeometry {
  const pleats = 26;
  const ring = (radius: number, y: number, depth: number) =>
    range(pleats * 2).map(i => {
      const angle = (i / (pleats * 2)) * Math.PI * 2;
      const r = radius + (i % 2 === 0 ? depth : -depth);
      return new Vector3(Math.cos(angle) * r, y, Math.sin(angle) * r);
    });
  const rows = [
    ring(0.013, 0.0006, 0.0002),
    ring(0.0145, 0.0006, 0.0003),
    ring(0.0182, 0.0125, 0.0009),
    ring(0.0179, 0.0126, 0.0009),
    ring(0.0141, 0.0012, 0.0003),
  ];
  return join(places.map(place => shift(surface(rows, { caps: 'end' }), place)));
}

/** Dark domes with a flattened foot. */
export function domes(): BufferGeometry {
  const rise = range(11).map(i => {
    const angle = (i / 10) * (Math.PI / 2);
    return new Vector2(Math.max(0.0001, Math.cos(angle) * 0.0148), 0.005 + Math.sin(angle) ** 0.9 * 0.0145);
  });
  const foot = fillet(
    [
      [0.0001, 0.001],
      [0.0135, 0.001, 0.001],
      [0.0148, 0.005],
    ],
    3,
  ).slice(0, -1);
  return each('dome', () => lathe([...foot, ...rise], 36));
}

/** Milk chocolate squares with soft edges. */
export function blocks(): BufferGeometry {
  const outline = (inset: number) => oval(0.0238 - inset * 2, 0.0238 - inset * 2, 7, 40);
  const steps = [
    [0.0015, 0.001],
    [0, 0.0025],
    [0.0008, 0.0125],
    [0.0016, 0.0143],
    [0.003, 0.0152],
    [0.006, 0.0154],
  ] as const;
  const rows = steps.map(([inset, y]) => outline(inset).map(p => new Vector3(p.x, y, p.y)));
  return each('block', () => surface(rows, { caps: 'both' }));
}

/** Truffles, a little uneven, for cocoa. */
export function truffles(): BufferGeometry {
  return each('ball', index => {
    const jitter = random(index + 40);
    const waves = range(5).map(() => ({
      a: jitter() * 6,
      b: jitter() * 6,
      c: jitter() * 6,
      size: 0.012 + jitter() * 0.014,
    }));
    const ball = range(17).map(i => {
      const angle = -Math.PI / 2 + (i / 16) * Math.PI;
      return new Vector2(Math.max(0.0001, Math.cos(angle) * 0.0142), 0.0148 + Math.sin(angle) * 0.0138);
    });
    return bend(lathe(ball, 28), p => {
      const from = new Vector3(p.x, p.y - 0.0148, p.z);
      const way = from.clone().normalize();
      const swell = waves.reduce(
        (sum, { a, b, c, size }) =>
          sum + size * Math.sin(way.x * 5 + a) * Math.sin(way.y * 5 + b) * Math.cos(way.z * 4 + c),
        1,
      );
      return from.multiplyScalar(swell).add(new Vector3(0, 0.0148, 0));
    });
  });
}

/** White chocolate piped over the squares in a wave. */
export function drizzle(): BufferGeometry {
  const turns = range(7).map(
    i => [((i % 2) * 2 - 1) * 0.0078, 0.0158, (i / 6 - 0.5) * 0.0172] as [number, number, number],
  );
  const line = sweep(curve(turns), () => oval(0.0015, 0.0012, 2, 8), {
    steps: 44,
    round: true,
    up: new Vector3(0, 1, 0),
  });
  return each('block', () => bend(line, p => p.applyAxisAngle(new Vector3(0, 1, 0), 0.5)));
}

/** A gold leaf's flake on each dome: a curled scrap. */
export function flakes(): BufferGeometry {
  const scrap = surface(
    range(4).map(i =>
      range(4).map(j => {
        const [x, z] = [(i / 3 - 0.5) * 0.0075, (j / 3 - 0.5) * 0.006];
        return new Vector3(
          x + z * 0.35,
          0.0198 - (x * x + z * z) * 34 + Math.sin(i * 2.1 + j * 3.7) * 0.00018,
          z - x * 0.25,
        );
      }),
    ),
    { closed: false, keep: true },
  );
  return each('dome', i => bend(scrap, p => p.applyAxisAngle(new Vector3(0, 1, 0), i * 1.3)));
}
