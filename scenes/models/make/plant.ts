import type { Document } from '@gltf-transform/core';
import { type BufferGeometry, Matrix4, Vector2, Vector3 } from 'three';
import { bend, boxUv, flip, join, range, soup } from './kit/geometry.ts';
import { clouds, lerp, ramp, random } from './kit/noise.ts';
import { bumps, cutout, drawing, jpeg, mix, type Pixels, paint, rgb, sample, shade } from './kit/pixels.ts';
import { curve, fillet, oval } from './kit/profile.ts';
import { material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { lathe, sweep } from './kit/surface.ts';
import { blade, veins } from './plant-leaf.ts';

const SOIL = 0.138;

/** A young monstera in a terracotta pot: leaves are alpha-masked cards, bent. 0.5 m tall. */
export async function plant(): Promise<Document> {
  const studio = openStudio('Plant');
  const stuff = await materials(studio);
  node(studio, 'Pot', [
    { shape: boxUv(join([pot(), saucer()]), 0.16), material: stuff.terracotta },
    { shape: boxUv(soil(), 0.1), material: stuff.soil, crease: 80 },
  ]);
  const leaves = grow();
  node(studio, 'Stems', [{ shape: join(leaves.map(leaf => leaf.stalk)), material: stuff.stem }]);
  node(studio, 'Leaves', [{ shape: join(leaves.map(leaf => leaf.leaf)), material: stuff.leaf, crease: 80 }]);
  return studio.document;
}

async function materials(studio: Studio) {
  const outline = await drawing(blade());
  const ribs = await drawing(veins());
  const leaf = texture(studio, 'leaf', await cutout(leafColor(ribs), outline));
  const relief = bumps(512, 512, 0.006, (u, v) => sample(ribs, u, v) + 0.35 * clouds(u, v, 9, 9, 3, 6));
  const clay = paint(512, 512, (u, v) => {
    const bloom = ramp(0.52, 0.78, clouds(u, v, 3, 3, 4, 12));
    return shade(mix(rgb('#b9673f'), rgb('#d3a488'), bloom * 0.55), 0.92 + 0.16 * clouds(u, v, 40, 12, 2, 14));
  });
  const earth = paint(256, 256, (u, v) => mix(rgb('#1c130d'), rgb('#5a4331'), clouds(u, v, 16, 16, 4, 20) ** 1.6));
  const leafLook = material(studio, 'leaf', {
    map: leaf,
    normal: texture(studio, 'leaf relief', await jpeg(relief, 82)),
    roughness: 0.42,
    doubleSided: true,
  });
  // A card's edges must not bring in the colour of the opposite edge.
  for (const info of [leafLook.getBaseColorTextureInfo(), leafLook.getNormalTextureInfo()])
    info?.setWrapS(33071).setWrapT(33071);
  return {
    terracotta: material(studio, 'terracotta', {
      map: texture(studio, 'terracotta', await jpeg(clay, 84)),
      roughness: 0.88,
    }),
    soil: material(studio, 'soil', { map: texture(studio, 'soil', await jpeg(earth, 80)), roughness: 1 }),
    stem: material(studio, 'stem', { color: '#5d8a3c', roughness: 0.55 }),
    leaf: leafLook.setAlphaMode('MASK').setAlphaCutoff(0.5),
  };
}

function leafColor(ribs: Pixels): Pixels {
  const [dark, light, rib] = [rgb('#1c4f2a'), rgb('#38733a'), rgb('#9cbf74')];
  return paint(512, 512, (u, v) => mix(mix(dark, light, clouds(u, v, 5, 5, 3, 2)), rib, sample(ribs, u, v) * 0.75));
}

function pot(): BufferGeometry {
  return lathe(
    fillet(
      [
        [0.0001, 0.012],
        [0.062, 0.012, 0.003],
        [0.066, 0.016, 0.002],
        [0.083, 0.118, 0.002],
        [0.0905, 0.119, 0.003],
        [0.0935, 0.156, 0.004],
        [0.0845, 0.157, 0.004],
        [0.0795, 0.122, 0.006],
        [0.076, 0.1],
      ],
      4,
    ),
    72,
  );
}

function saucer(): BufferGeometry {
  return lathe(
    fillet(
      [
        [0.0001, 0],
        [0.078, 0, 0.003],
        [0.092, 0.022, 0.0025],
        [0.087, 0.0225, 0.0025],
        [0.0775, 0.011, 0.006],
        [0.0001, 0.0105],
      ],
      4,
    ),
    72,
  );
}

function soil(): BufferGeometry {
  const rings = range(9).map(i => new Vector2(Math.max(0.0001, (i / 8) * 0.082), 0));
  return bend(flip(lathe(rings, 40, { keep: true })), p => {
    const lumps = clouds(p.x * 4 + 0.5, p.z * 4 + 0.5, 9, 9, 3, 33) * 0.014;
    return p.setY(SOIL - 0.006 + lumps + 0.006 * (1 - (p.length() / 0.08) ** 2));
  });
}

/** Each leaf: which way it leans (degrees round y, 0 to the front), how tall its stalk, how far out, how large. */
const LEAVES: [turn: number, height: number, out: number, size: number][] = [
  [18, 0.27, 0.12, 0.2],
  [-62, 0.23, 0.14, 0.185],
  [88, 0.21, 0.15, 0.18],
  [150, 0.29, 0.11, 0.19],
  [-135, 0.25, 0.14, 0.185],
  [-18, 0.14, 0.13, 0.145],
  [52, 0.1, 0.125, 0.125],
  [-100, 0.11, 0.12, 0.125],
  [205, 0.13, 0.13, 0.14],
  [-30, 0.35, 0.04, 0.165],
];

function grow() {
  const chance = random(5);
  return LEAVES.map(([turn, height, out, size]) => {
    const angle = ((turn + (chance() - 0.5) * 10) * Math.PI) / 180;
    const [east, south] = [Math.sin(angle), Math.cos(angle)];
    const rise = (share: number, up: number): [number, number, number] => [
      east * out * share,
      SOIL + height * up,
      south * out * share,
    ];
    const foot: [number, number, number] = [east * 0.012, SOIL - 0.012, south * 0.012];
    const path = curve([foot, rise(0.18, 0.3), rise(0.45, 0.72), rise(0.8, 0.97), rise(1, 1)]);
    const stalk = sweep(path, t => oval(lerp(0.0085, 0.0045, t), lerp(0.0085, 0.0045, t), 2, 8), {
      steps: 12,
      caps: 'none',
    });
    const tip = path.getPointAt(1);
    const droop = lerp(0.25, 0.75, out / 0.15) + (chance() - 0.5) * 0.25;
    const place = new Matrix4()
      .makeRotationY(angle + (chance() - 0.5) * 0.4)
      .multiply(new Matrix4().makeRotationX(droop))
      .setPosition(tip);
    return { stalk, leaf: bend(card(size, chance() * 0.3 + 0.25), p => p.applyMatrix4(place)) };
  });
}

/** A bent card that the leaf is cut from: u across, v from base (0) to tip (1), the stalk joining where the base dips in. */
function card(size: number, curl: number): BufferGeometry {
  const [across, along] = [12, 12];
  const point = (i: number, j: number) => {
    const [x, z] = [((i / across) * 2 - 1) * 0.5, j / along - 0.2];
    const fold = Math.abs(x) * 0.34 - x * x * 0.55;
    const arch = -curl * (z - 0.05) ** 2 * 1.5;
    const ripple = 0.012 * Math.sin(z * 17 + Math.sign(x)) * Math.abs(x) * 2;
    return new Vector3(x * size, (fold + arch + ripple) * size, z * size);
  };
  const corner = (i: number, j: number) => ({ position: point(i, j), uv: new Vector2(i / across, j / along) });
  return soup(
    range(across).flatMap(i =>
      range(along).flatMap(j => {
        const [a, b, c, d] = [corner(i, j), corner(i, j + 1), corner(i + 1, j + 1), corner(i + 1, j)];
        return [a, b, c, a, c, d];
      }),
    ),
  );
}
