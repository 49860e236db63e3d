import type { Document, Node } from '@gltf-transform/core';
import { KHRMaterialsVariants } from '@gltf-transform/extensions';
import { type BufferGeometry, Matrix4, Quaternion, Vector3 } from 'three';
import { cloth, clothBumps } from './kit/fabric.ts';
import { at, bend, boxUv, join, range } from './kit/geometry.ts';
import { jpeg } from './kit/pixels.ts';
import { curve, oval, plate } from './kit/profile.ts';
import { material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { surface, sweep } from './kit/surface.ts';
import { oak, walnut, wood } from './kit/wood.ts';

/** A dining chair: turned wooden legs, an upholstered seat and a curved back. 0.56 × 0.56 × 0.82 m. */
export async function chair(): Promise<Document> {
  const studio = openStudio('Chair');
  const stuff = await materials(studio);
  const legs = node(studio, 'Legs', [{ shape: frame(), material: stuff.oak.frame }]);
  const seat = node(studio, 'Seat', [{ shape: seatPad(), material: stuff.oak.cloth }]);
  const back = node(studio, 'Back', [{ shape: backPad(), material: stuff.oak.cloth }]);
  const variants = studio.document.createExtension(KHRMaterialsVariants);
  for (const [part, kind] of [
    [legs, 'frame'],
    [seat, 'cloth'],
    [back, 'cloth'],
  ] as const) {
    const list = variants.createMappingList();
    for (const name of ['oak', 'walnut', 'black'] as const)
      list.addMapping(variants.createMapping().setMaterial(stuff[name][kind]).addVariant(variantOf(name)));
    at(part.getMesh()?.listPrimitives() ?? [], 0).setExtension('KHR_materials_variants', list);
  }
  studio.scene.addChild(heroCamera(studio));
  return studio.document;

  function variantOf(name: string) {
    const known = variants.listVariants().find(variant => variant.getName() === name);
    return known ?? variants.createVariant(name);
  }
}

async function materials(studio: Studio) {
  const light = texture(studio, 'oak', await jpeg(wood(oak)));
  const dark = texture(studio, 'walnut', await jpeg(wood(walnut)));
  const weave = texture(studio, 'cloth', await jpeg(cloth(32, 3)));
  const normal = texture(studio, 'cloth bumps', await jpeg(clothBumps(32, 3)));
  const upholstery = { map: weave, normal, normalScale: 0.9, roughness: 0.95 };
  return {
    oak: {
      frame: material(studio, 'oiled oak', { map: light, roughness: 0.48 }),
      cloth: material(studio, 'oat cloth', { ...upholstery, color: '#e9ddc8' }),
    },
    walnut: {
      frame: material(studio, 'oiled walnut', { map: dark, roughness: 0.42 }),
      cloth: material(studio, 'rust cloth', { ...upholstery, color: '#a84f33' }),
    },
    black: {
      frame: material(studio, 'black ash', { map: light, color: '#35322f', roughness: 0.38 }),
      cloth: material(studio, 'forest cloth', { ...upholstery, color: '#3d5c4d' }),
    },
  };
}

const SEAT = { y: 0.43, depth: 0.49, width: 0.52 };

/** Where the straight upper part of the back posts stands, metres from the middle towards the back. */
const postZ = (y: number) => -0.236 - 0.3 * (y - 0.6);

function frame(): BufferGeometry {
  const sides = [-1, 1];
  const grain = 0.3;
  const front = sides.map(side =>
    turned(
      [
        [0.243 * side, 0, 0.238],
        [0.226 * side, 0.2, 0.222],
        [0.21 * side, 0.417, 0.205],
      ],
      t => 0.0115 + 0.0085 * Math.min(1, t * 1.3),
      grain,
    ),
  );
  const rear = sides.map(side =>
    turned(
      [
        [0.222 * side, 0, -0.275],
        [0.2 * side, 0.22, -0.232],
        [0.188 * side, 0.42, -0.212],
        [0.19 * side, 0.6, postZ(0.6)],
        [0.193 * side, 0.7, postZ(0.7)],
        [0.196 * side, 0.805, postZ(0.805)],
      ],
      t => 0.0115 + 0.0085 * Math.sin(Math.min(1, t * 1.05) * Math.PI) ** 0.8,
      grain,
    ),
  );
  const y = 0.385;
  const rails: [[number, number, number], [number, number, number]][] = [
    [
      [-0.212, y, 0.208],
      [0.212, y, 0.208],
    ],
    [
      [-0.189, y, -0.214],
      [0.189, y, -0.214],
    ],
    [
      [-0.212, y, 0.207],
      [-0.19, y, -0.213],
    ],
    [
      [0.212, y, 0.207],
      [0.19, y, -0.213],
    ],
  ];
  const bars = rails.map(([from, to]) => {
    const profile = plate(0.019, 0.05, 0.0065, 3);
    return sweep(curve([from, to]), () => profile, { steps: 2, tile: grain, up: new Vector3(0, 1, 0) });
  });
  return join([...front, ...rear, ...bars]);
}

/** A round stick along points from the floor up, as if from a lathe: flat at the foot, domed at the top. */
function turned(points: [number, number, number][], radius: (t: number) => number, tile: number): BufferGeometry {
  const stick = sweep(curve(points), t => oval(radius(t) * 2, radius(t) * 2, 2, 20), { steps: 22, tile, round: true });
  return bend(stick, p => p.setY(Math.max(p.y, 0)));
}

function seatPad(): BufferGeometry {
  const pad = cushion(SEAT.width, SEAT.depth, 0.068, 0.012);
  const piping = seam(SEAT.width + 0.002, SEAT.depth + 0.002);
  // Wider in front, dished where one sits, and falling away under the knees.
  return boxUv(
    bend(join([pad, piping]), p => {
      const [x, z] = [p.x / (SEAT.width / 2), p.z / (SEAT.depth / 2)];
      const dish = p.y > 0 ? 0.013 * Math.max(0, 1 - x * x) * Math.max(0, 1 - (z + 0.15) ** 2) : 0;
      const knees = 0.012 * Math.max(0, z - 0.35) ** 2;
      return p.set(p.x * (1 + 0.06 * z), p.y - dish - knees + SEAT.y + 0.018, p.z);
    }),
    0.11,
  );
}

function backPad(): BufferGeometry {
  const [width, height] = [0.5, 0.235];
  const thick = 0.046;
  const lying = join([cushion(width, height, thick, 0.006), seam(width + 0.001, height + 0.001)]);
  const lean = new Matrix4().makeRotationX(Math.PI / 2);
  const standing = bend(lying, p => p.applyMatrix4(lean).multiply(new Vector3(1, -1, -1)));
  const flat = boxUv(standing, 0.11);
  return bend(flat, p => {
    const y = p.y + 0.7 + 0.02 * (1 - (p.x / (width / 2)) ** 2) * (p.y / (height / 2));
    const wrap = 1.15 * (p.x ** 2 - 0.19 ** 2);
    return p.set(p.x * (1 - 0.06 * (p.x / 0.25) ** 2), y, p.z + postZ(y) + 0.009 + thick / 2 + wrap);
  });
}

const outline = (width: number, depth: number) => oval(width, depth, 5, 72);

/** A pad that lies on its side of the seam at y = 0, half above and half below, crowned by `crown` metres. */
function cushion(width: number, depth: number, thick: number, crown: number): BufferGeometry {
  const round = thick * 0.42;
  const flat = thick / 2 - round;
  const edge = range(9).map(i => {
    const angle = -Math.PI / 2 + (i / 8) * Math.PI;
    const puff = 1 - Math.abs(Math.sin(angle)) ** 3 * 0.1;
    return {
      inset: round * (1 - Math.cos(angle)) * puff,
      y: Math.sin(angle) * round + Math.sign(Math.sin(angle)) * flat,
    };
  });
  const top = [0.86, 0.72, 0.56, 0.38, 0.2, 0.04].map(s => ({ s, y: thick / 2 + crown * (1 - s * s) }));
  const bottom = [0.3, 0.85].map(s => ({ s, y: -thick / 2 }));
  const ring = (w: number, d: number, y: number) => outline(w, d).map(p => new Vector3(p.x, y, p.y));
  const inner = round * 2;
  const rows = [
    ...bottom.map(({ s, y }) => ring((width - inner) * s, (depth - inner) * s, y)),
    ...edge.map(({ inset, y }) => ring(width - inset * 2, depth - inset * 2, y)),
    ...top.map(({ s, y }) => ring((width - inner) * s, (depth - inner) * s, y)),
  ];
  return surface(rows, { caps: 'both' });
}

/** Piping round a cushion's seam. */
function seam(width: number, depth: number): BufferGeometry {
  const path = outline(width, depth).map((p): [number, number, number] => [p.x, 0, p.y]);
  const cord = oval(0.008, 0.008, 2, 8);
  return sweep(curve(path, true), () => cord, { steps: 96, caps: 'none', up: new Vector3(0, 1, 0) });
}

function heroCamera({ document }: Studio): Node {
  const eye = new Vector3(1.3, 1.02, 1.9);
  const look = new Matrix4().lookAt(eye, new Vector3(0, 0.41, -0.01), new Vector3(0, 1, 0));
  const camera = document
    .createCamera('Hero')
    .setType('perspective')
    .setYFov((26 * Math.PI) / 180);
  camera.setAspectRatio(1).setZNear(0.05).setZFar(20);
  const turn = new Quaternion().setFromRotationMatrix(look);
  return document
    .createNode('Hero')
    .setCamera(camera)
    .setTranslation(eye.toArray())
    .setRotation([turn.x, turn.y, turn.z, turn.w]);
}
