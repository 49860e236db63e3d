import type { Document, Node } from '@gltf-transform/core';
import { type BufferGeometry, Quaternion, Vector3 } from 'three';
import { blocks, cups, domes, drizzle, flakes, truffles } from './box-sweets.ts';
import { bend, boxUv, join, range } from './kit/geometry.ts';
import { clouds, lerp } from './kit/noise.ts';
import { bumps, jpeg, paint } from './kit/pixels.ts';
import { curve, oval, plate } from './kit/profile.ts';
import { accessor, material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { surface, sweep } from './kit/surface.ts';

const SIDE = 0.142;
const HEIGHT = 0.05;
const WALL = 0.0035;
const LID = 0.024;
/** The lid's outside; it slides over the box. */
const COVER = SIDE + 0.0056;
/** The lid's hinge: the lower back edge of its rim. */
const HINGE = new Vector3(0, HEIGHT + WALL - LID + 0.002, -COVER / 2);

/** A box of nine chocolates with a satin bow; the clip `open` swings its lid back in 1.5 s. 0.15 m square. */
export async function box(): Promise<Document> {
  const studio = openStudio('Box');
  const stuff = await materials(studio);
  node(studio, 'Box', [
    { shape: boxUv(tray(SIDE, HEIGHT, WALL, 1), 0.04), material: stuff.paper },
    { shape: liner(), material: stuff.liner },
  ]);
  node(studio, 'Chocolates', [
    { shape: cups(), material: stuff.cup, crease: 20 },
    { shape: domes(), material: stuff.dark },
    { shape: blocks(), material: stuff.milk },
    { shape: boxUv(truffles(), 0.03), material: stuff.cocoa, crease: 80 },
    { shape: drizzle(), material: stuff.white },
    { shape: flakes(), material: stuff.gold, crease: 80 },
  ]);
  const hinged = (shape: BufferGeometry) => bend(shape, p => p.sub(HINGE));
  const lid = node(studio, 'Lid', [{ shape: boxUv(hinged(cover()), 0.04), material: stuff.paper }]);
  lid.setTranslation(HINGE.toArray());
  node(studio, 'Ribbon', [{ shape: hinged(join([...bands(), ...bow()])), material: stuff.satin }], lid);
  open(studio, lid);
  return studio.document;
}

async function materials(studio: Studio) {
  const linen = texture(studio, 'linen paper', await jpeg(bumps(256, 256, 0.006, paper), 84));
  const grain = texture(
    studio,
    'cocoa',
    await jpeg(
      paint(256, 256, (u, v) => {
        const t = clouds(u, v, 24, 24, 3, 8);
        return [lerp(62, 128, t), lerp(36, 80, t), lerp(22, 52, t)];
      }),
    ),
  );
  return {
    paper: material(studio, 'midnight paper', { color: '#1f2c47', normal: linen, normalScale: 0.7, roughness: 0.62 }),
    liner: material(studio, 'cream lining', { color: '#efe6d6', roughness: 0.8 }),
    satin: material(studio, 'copper satin', { color: '#d98e62', roughness: 0.3, metallic: 0.35, doubleSided: true }),
    cup: material(studio, 'paper cup', { color: '#3a2418', roughness: 0.75, doubleSided: true }),
    dark: material(studio, 'dark chocolate', { color: '#35190f', roughness: 0.24 }),
    milk: material(studio, 'milk chocolate', { color: '#74432a', roughness: 0.32 }),
    white: material(studio, 'white chocolate', { color: '#f3e4c6', roughness: 0.35 }),
    cocoa: material(studio, 'cocoa powder', { map: grain, roughness: 1 }),
    gold: material(studio, 'gold leaf', { color: '#f0c35e', metallic: 1, roughness: 0.25, doubleSided: true }),
  };
}

/** Linen-embossed paper: fine uneven threads both ways. */
function paper(u: number, v: number): number {
  return clouds(u, v, 40, 5, 2, 3) * 0.5 + clouds(u, v, 5, 40, 2, 5) * 0.5;
}

/** An open box with round edges; `up` 1 opens upwards from y = 0, -1 downwards. */
function tray(side: number, height: number, wall: number, up: 1 | -1): BufferGeometry {
  const r = 0.0022;
  const ring = (inset: number, y: number) =>
    plate(side - inset * 2, side - inset * 2, Math.max(0.001, 0.004 - inset), 4).map(
      p => new Vector3(p.x, y * up, p.y),
    );
  const round = (angle: number) => ({ inset: r * (1 - Math.sin(angle)), y: r * (1 - Math.cos(angle)) });
  const heel = range(5)
    .map(i => round((i / 4) * (Math.PI / 2)))
    .map(({ inset, y }) => ring(inset, y));
  const lip = range(5).map(i => {
    const angle = (i / 4) * Math.PI;
    return ring(wall / 2 - (Math.cos(angle) * wall) / 2, height - wall / 2 + (Math.sin(angle) * wall) / 2);
  });
  return surface([ring(0.02, 0), ...heel, ...lip, ring(wall, wall), ring(wall + 0.01, wall)], { caps: 'both' });
}

function cover(): BufferGeometry {
  return bend(tray(COVER, LID, 0.0024, -1), p => p.set(p.x, p.y + HEIGHT + WALL + 0.002, p.z));
}

/** The raised floor inside, with a dip for each chocolate's cup left to shadow. */
function liner(): BufferGeometry {
  const ring = (side: number, y: number) => plate(side, side, 0.002, 3).map(p => new Vector3(p.x, y, p.y));
  const inner = SIDE - WALL * 2;
  return surface([ring(inner, WALL), ring(inner, 0.0228), ring(inner - 0.001, 0.0235)], { caps: 'end' });
}

const TOP = HEIGHT + WALL + 0.002;

/** Satin round the lid, both ways, tucked under its rim. */
function bands(): BufferGeometry[] {
  const half = COVER / 2 + 0.0007;
  const path = curve([
    [-half, TOP - LID + 0.001, 0],
    [-half, TOP - 0.012, 0],
    [-half, TOP - 0.004, 0],
    [-half + 0.0012, TOP - 0.0002, 0],
    [-half + 0.004, TOP + 0.0008, 0],
    [0, TOP + 0.0008, 0],
    [half - 0.004, TOP + 0.0008, 0],
    [half - 0.0012, TOP - 0.0002, 0],
    [half, TOP - 0.004, 0],
    [half, TOP - 0.012, 0],
    [half, TOP - LID + 0.001, 0],
  ]);
  const strip = sweep(path, () => plate(0.019, 0.0008, 0.0003, 1), { steps: 56, up: new Vector3(-1, 0, 0) });
  return [strip, bend(strip, p => p.set(p.z, p.y + 0.0005, p.x))];
}

/** Two loops, two tails and a knot. */
function bow(): BufferGeometry[] {
  const y = TOP + 0.001;
  const satin = (points: [number, number, number][], width: (t: number) => number, steps: number) =>
    sweep(curve(points), t => plate(width(t), 0.0007, 0.0003, 1), { steps, up: new Vector3(0, 1, 0) });
  const pinch = (t: number) => lerp(0.008, 0.021, Math.sin(Math.min(1, Math.max(0, t)) * Math.PI) ** 0.7);
  const loop = satin(
    [
      [0, y + 0.004, 0],
      [0.014, y + 0.013, 0.0015],
      [0.03, y + 0.02, 0.003],
      [0.0435, y + 0.0165, 0.004],
      [0.0445, y + 0.0085, 0.004],
      [0.033, y + 0.0035, 0.003],
      [0.014, y + 0.003, 0.0015],
      [0, y + 0.003, 0],
    ],
    pinch,
    44,
  );
  const tail = satin(
    [
      [0.001, y + 0.004, 0.001],
      [0.009, y + 0.0055, 0.012],
      [0.018, y + 0.002, 0.026],
      [0.025, y + 0.0032, 0.041],
      [0.031, y + 0.0012, 0.055],
    ],
    t => lerp(0.007, 0.018, Math.min(1, t * 2.2)),
    26,
  );
  const knot = bend(
    surface(
      range(9).map(i => {
        const angle = -Math.PI / 2 + (i / 8) * Math.PI;
        return oval(
          Math.max(0.0002, Math.cos(angle) ** 0.6 * 0.013),
          Math.max(0.0002, Math.cos(angle) ** 0.6 * 0.0105),
          3,
          20,
        ).map(p => new Vector3(p.x, Math.sin(angle) * 0.0062, p.y));
      }),
    ),
    p => p.set(p.x * (1 - 0.12 * Math.cos(p.z * 900)), p.y + y + 0.0055, p.z),
  );
  const other = (shape: BufferGeometry) => bend(shape, p => p.applyAxisAngle(new Vector3(0, 1, 0), Math.PI));
  const spread = (shape: BufferGeometry, angle: number) =>
    bend(shape, p => p.applyAxisAngle(new Vector3(0, 1, 0), angle));
  return [spread(loop, 0.3), spread(other(loop), 0.3), tail, spread(tail, -1.3), knot];
}

/** The lid lifts, swings back past upright and settles. */
function open(studio: Studio, lid: Node): void {
  const { document } = studio;
  const frames = range(46);
  const swing = (t: number) => 1 - Math.exp(-5.2 * t) * Math.cos(5.5 * t);
  const settle = swing(1);
  const times = new Float32Array(frames.map(i => (i / 45) * 1.5));
  const turns = frames.flatMap(i => {
    const t = i / 45;
    const soft = t * t * (3 - 2 * t);
    const angle = ((-112 * Math.PI) / 180) * (swing(soft) / settle);
    const turn = new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), angle);
    return [turn.x, turn.y, turn.z, turn.w];
  });
  const sampler = document
    .createAnimationSampler()
    .setInput(accessor(studio, 'SCALAR', times))
    .setOutput(accessor(studio, 'VEC4', new Float32Array(turns)));
  const channel = document.createAnimationChannel().setTargetNode(lid).setTargetPath('rotation').setSampler(sampler);
  document.createAnimation('open').addSampler(sampler).addChannel(channel);
}
