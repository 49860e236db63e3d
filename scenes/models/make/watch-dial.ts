import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { at, bend, join, range, soup } from './kit/geometry.ts';
import { clouds, lerp, ramp } from './kit/noise.ts';
import { drawing, mix, type Pixels, paint, rgb, sample } from './kit/pixels.ts';
import { fillet, plate } from './kit/profile.ts';
import { lathe, surface } from './kit/surface.ts';

/** All lengths here are millimetres, the dial in the xy plane around the origin, its face at z = `FACE`. */
export const FACE = 0.5;
const RADIUS = 17;
const SECONDS = { y: -7.3, radius: 4.4 };
/** Ten past ten, as watches are shown. */
const TIME = { hour: 10 + 9 / 60, minute: 9, second: 36 };

export function face(): BufferGeometry {
  const rim = range(97).map(i => {
    const angle = (i / 96) * Math.PI * 2;
    return new Vector3(Math.cos(angle) * RADIUS, Math.sin(angle) * RADIUS, FACE);
  });
  const uv = (p: Vector3) => new Vector2(p.x / RADIUS / 2 + 0.5, p.y / RADIUS / 2 + 0.5);
  const centre = new Vector3(0, 0, FACE);
  return soup(
    range(96).flatMap(i => [centre, at(rim, i), at(rim, i + 1)].map(position => ({ position, uv: uv(position) }))),
  );
}

/** A sunray dial: brushed from the middle, darker outwards, with a printed track, name and a ribbed small seconds. */
export async function dialPicture(): Promise<Pixels> {
  const print = await drawing(printing());
  const [deep, bright, ink] = [rgb('#092136'), rgb('#21618c'), rgb('#e9ebe6')];
  return paint(1024, 1024, (u, v) => {
    const [x, y] = [(u - 0.5) * 2 * RADIUS, (v - 0.5) * 2 * RADIUS];
    const [from, middle] = [Math.hypot(x, y - SECONDS.y), Math.hypot(x, y)];
    const angle = Math.atan2(y, x) / (Math.PI * 2) + 0.5;
    const ray = clouds(angle, 0.5, 220, 1, 3, 4);
    const sheen = 0.5 + 0.5 * Math.cos(angle * Math.PI * 4 - 1.1);
    const sun = mix(deep, bright, lerp(0.25, 0.95, sheen) * (0.75 + 0.4 * ray) * ramp(1.25, 0.2, middle / RADIUS));
    const ribs = mix(deep, bright, 0.25 + 0.22 * Math.cos(from * Math.PI * 5));
    const ground = mix(sun, ribs, ramp(SECONDS.radius + 0.05, SECONDS.radius - 0.05, from));
    return mix(ground, ink, sample(print, u, v));
  });
}

/** White on black: the minute track, the seconds' scale and the name, 1024 px for the whole dial. */
function printing(): string {
  const scale = 512 / RADIUS;
  const tick = (angle: number, from: number, to: number, width: number, y = 0) =>
    `<path transform="translate(512 ${512 - y * scale}) rotate(${angle}) scale(${scale})" d="M0 ${-from}V${-to}" stroke-width="${width}"/>`;
  const minutes = range(60).map(i => tick(i * 6, 15.4, i % 5 === 0 ? 16.6 : 16.2, i % 5 === 0 ? 0.2 : 0.1));
  const seconds = range(24).map(i => tick(i * 15, i % 6 === 0 ? 3.1 : 3.6, 4.1, i % 6 === 0 ? 0.16 : 0.09, SECONDS.y));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024"><rect width="1024" height="1024"/>
    <g stroke="#fff" fill="none">${minutes.join('')}${seconds.join('')}${lettering(scale)}</g></svg>`;
}

/** The name, in strokes: a font would differ from machine to machine. */
function lettering(scale: number): string {
  const letters = {
    D: ['M0 0V14H4A7 7 0 0 0 4 0Z', 11],
    A: ['M0 14L5.5 0L11 14M2 9.4H9', 11],
    R: ['M0 14V0H5A4 4 0 0 1 5 8H0M4.5 8L9 14', 9],
    K: ['M0 0V14M9 0L0 8.5M3.4 5.4L9.4 14', 9.4],
    O: ['M7 0A7 7 0 0 1 7 14A7 7 0 0 1 7 0Z', 14],
    M: ['M0 14V0L6.5 9L13 0V14', 13],
  } as const;
  let x = 0;
  const word = (['D', 'A', 'R', 'K', 'R', 'O', 'O', 'M'] as const).map(letter => {
    const [path, width] = letters[letter];
    const placed = `<path transform="translate(${x} 0)" d="${path}"/>`;
    x += width + 5;
    return placed;
  });
  const size = 0.086 * scale;
  return `<g stroke-width="1.7" transform="translate(${512 - ((x - 5) * size) / 2} ${512 - 7.4 * scale}) scale(${size})">${word.join('')}</g>`;
}

/** Batons, two at twelve and none at six, and the polished ring of the small seconds. */
export function markers(): BufferGeometry {
  const batons = range(12)
    .filter(hour => hour !== 6)
    .flatMap(hour =>
      (hour === 0 ? [-0.55, 0.55] : [0]).map(shift => turned(move(baton(0.8, 3.1), shift, 13.2), hour / 12)),
    );
  const rim = fillet(
    [
      [SECONDS.radius - 0.16, 0],
      [SECONDS.radius - 0.16, 0.22, 0.07],
      [SECONDS.radius + 0.16, 0.22, 0.07],
      [SECONDS.radius + 0.16, 0],
    ],
    2,
  );
  const ring = bend(lathe(rim, 48), p => p.set(p.x, p.z + SECONDS.y, p.y + FACE));
  return join([...batons, ring]);
}

/** A bar with sloping sides. */
function baton(width: number, length: number): BufferGeometry {
  const steps = [
    { grow: 0, z: 0 },
    { grow: 0, z: 0.32 },
    { grow: -0.26, z: 0.5 },
  ];
  const rows = steps.map(({ grow, z }) =>
    plate(width + grow, length + grow, 0.06, 1).map(p => new Vector3(p.x, p.y, z + FACE)),
  );
  return surface(rows, { caps: 'end' });
}

const move = (shape: BufferGeometry, x: number, y: number) => bend(shape, p => p.set(p.x + x, p.y + y, p.z));

/** Turned clockwise by a share of the circle. */
function turned(shape: BufferGeometry, share: number): BufferGeometry {
  return bend(shape, p => p.applyAxisAngle(new Vector3(0, 0, 1), -share * Math.PI * 2));
}

export function hands(): BufferGeometry {
  const seconds = turned(hand(3.3, 1.1, 0.2, 0), TIME.second / 60);
  const hub = (radius: number, from: number, to: number) =>
    bend(
      lathe(
        fillet(
          [
            [0.0001, from],
            [radius, from],
            [radius, to, 0.12],
            [0.0001, to],
          ],
          3,
        ),
        24,
      ),
      p => p.set(p.x, p.z, p.y + FACE),
    );
  return join([
    turned(hand(9.2, 2.1, 0.9, 0.75), TIME.hour / 12),
    turned(hand(14.6, 2.8, 0.64, 1.15), TIME.minute / 60),
    move(
      bend(seconds, p => p.set(p.x, p.y, p.z + 0.35)),
      0,
      SECONDS.y,
    ),
    hub(0.95, 0.3, 1.75),
    move(hub(0.42, 0.2, 0.75), 0, SECONDS.y),
  ]);
}

/** A dauphine hand: a long and a short facet pair that meet in a ridge. */
function hand(length: number, tail: number, half: number, lift: number): BufferGeometry {
  const z = FACE + lift;
  const [tip, end] = [new Vector3(0, length, z), new Vector3(0, -tail, z)];
  const ridge = new Vector3(0, length * 0.12, z + 0.22);
  const sides = [-1, 1].map(side => new Vector3(side * half, length * 0.12, z));
  const uv = new Vector2();
  const [left, right] = [at(sides, 0), at(sides, 1)];
  const faces = [tip, left, ridge, tip, ridge, right, end, ridge, left, end, right, ridge];
  return soup(faces.map(position => ({ position, uv })));
}
