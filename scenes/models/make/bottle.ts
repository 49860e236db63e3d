import type { Document } from '@gltf-transform/core';
import { KHRMaterialsIOR, KHRMaterialsTransmission, KHRMaterialsVolume } from '@gltf-transform/extensions';
import { type BufferGeometry, Vector3 } from 'three';
import { range } from './kit/geometry.ts';
import { brushed } from './kit/metal.ts';
import { jpeg, mix, type Pixels, paint, rgb } from './kit/pixels.ts';
import { curve, fillet, oval } from './kit/profile.ts';
import { linear, material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { lathe, surface, sweep } from './kit/surface.ts';

/** Metres: the glass block, and the well that the liquid fills. */
const GLASS = { width: 0.062, depth: 0.034, height: 0.078 };
const WELL = { width: 0.047, depth: 0.02, floor: 0.0145, fill: 0.058 };

/** A bottle of scent: a thick glass block with a rounded well of amber liquid, a brushed gold cap. 0.115 m tall. */
export async function bottle(): Promise<Document> {
  const studio = openStudio('Bottle');
  const stuff = await materials(studio);
  node(studio, 'Liquid', [{ shape: liquid(), material: stuff.amber }]);
  node(studio, 'Tube', [{ shape: tube(), material: stuff.tube }]);
  node(studio, 'Collar', [{ shape: collar(), material: stuff.gold, crease: 35 }]);
  node(studio, 'Cap', [{ shape: cap(), material: stuff.gold, crease: 35 }]);
  node(studio, 'Glass', [{ shape: block(), material: stuff.glass }]);
  return studio.document;
}

async function materials(studio: Studio) {
  const transmission = studio.document.createExtension(KHRMaterialsTransmission);
  const volume = studio.document.createExtension(KHRMaterialsVolume);
  const ior = studio.document.createExtension(KHRMaterialsIOR);
  const lines = texture(studio, 'brushed gold', await jpeg(brushed(0.18, 0.38, 15, 256), 80));
  const depth = texture(studio, 'amber', await jpeg(amber(), 92));
  return {
    // The liquid is opaque on purpose: renderers draw what is behind glass without the other glass in it.
    amber: material(studio, 'amber liquid', { map: depth, roughness: 0.06, emissive: '#6b3410', emissiveMap: depth }),
    tube: material(studio, 'tube', { color: '#f2e6cf', roughness: 0.35 }),
    gold: material(studio, 'brushed gold', { color: '#e8c486', metallic: 1, roughness: 1, surface: lines }),
    glass: material(studio, 'glass', { roughness: 0.01 })
      .setExtension('KHR_materials_transmission', transmission.createTransmission().setTransmissionFactor(1))
      .setExtension('KHR_materials_ior', ior.createIOR().setIOR(1.5))
      .setExtension(
        'KHR_materials_volume',
        volume
          .createVolume()
          .setThicknessFactor(0.012)
          .setAttenuationDistance(0.25)
          .setAttenuationColor(linear('#cfe6de')),
      ),
  };
}

/** Light gathers low in the liquid and in its middle; the surface and the sides are deeper. */
function amber(): Pixels {
  const [deep, bright, pale] = [rgb('#9a4a12'), rgb('#e08a2c'), rgb('#f3b65c')];
  return paint(128, 128, (u, v) => {
    const middle = Math.sin(u * Math.PI * 4) ** 2;
    return mix(mix(deep, bright, 0.35 + 0.65 * middle), pale, (1 - v) ** 2 * 0.7);
  });
}

/** A block stacked from rounded outlines. */
function stacked(steps: { inset: number; y: number }[], width: number, depth: number, power: number): BufferGeometry {
  const rows = steps.map(({ inset, y }) =>
    oval(width - inset * 2, depth - inset * 2, power, 72).map(p => new Vector3(p.x, y, p.y)),
  );
  return surface(rows, { caps: 'both' });
}

/** A quarter turn of an edge: outwards going up from `y` (`up` 1), or inwards up to `y` (-1). */
const edge = (radius: number, y: number, up: 1 | -1) =>
  range(7).map(i => {
    const angle = (i / 6) * (Math.PI / 2);
    return up === 1
      ? { inset: radius * (1 - Math.sin(angle)), y: y + radius * (1 - Math.cos(angle)) }
      : { inset: radius * (1 - Math.cos(angle)), y: y - radius * (1 - Math.sin(angle)) };
  });

function block(): BufferGeometry {
  const { width, depth, height } = GLASS;
  const centre = { inset: depth * 0.42, y: 0.0004 };
  return stacked(
    [centre, ...edge(0.0028, 0, 1), ...edge(0.006, height, -1), { inset: 0.011, y: height + 0.0002 }],
    width,
    depth,
    7,
  );
}

function liquid(): BufferGeometry {
  const { width, depth, floor, fill } = WELL;
  return stacked(
    [{ inset: depth * 0.4, y: floor }, ...edge(0.006, floor, 1), ...edge(0.0008, fill, -1)],
    width,
    depth,
    4.5,
  );
}

function tube(): BufferGeometry {
  const path = curve([
    [0, GLASS.height - 0.004, 0],
    [0.0005, 0.05, 0],
    [0.003, WELL.floor + 0.004, 0],
  ]);
  return sweep(path, () => oval(0.0024, 0.0024, 2, 12), { steps: 12 });
}

function collar(): BufferGeometry {
  const y = GLASS.height;
  return lathe(
    fillet(
      [
        [0.0001, y - 0.0005],
        [0.0118, y - 0.0005],
        [0.0118, y + 0.0035, 0.0008],
        [0.0095, y + 0.0042, 0.0004],
        [0.0095, y + 0.006],
      ],
      4,
    ),
    56,
    { tile: 0.03 },
  );
}

function cap(): BufferGeometry {
  const y = GLASS.height + 0.0052;
  const body = fillet(
    [
      [0.0001, y],
      [0.0122, y, 0.0006],
      [0.0128, y + 0.001, 0.0005],
      [0.0128, y + 0.0285, 0.0022],
      [0.0105, y + 0.0302, 0.001],
      [0.0001, y + 0.0296],
    ],
    5,
  );
  const grooves = [0.0052, 0.0066];
  return lathe(withGrooves(body, y, grooves), 72, { tile: 0.03 });
}

/** Fine lines turned into the cap's skirt. */
function withGrooves(outline: ReturnType<typeof fillet>, from: number, heights: number[]) {
  const split = outline.findIndex(p => p.y > from + 0.02);
  const cuts = heights.flatMap(height =>
    fillet(
      [
        [0.0128, from + height - 0.0004],
        [0.0124, from + height - 0.0002, 0.0001],
        [0.0124, from + height + 0.0002, 0.0001],
        [0.0128, from + height + 0.0004],
      ],
      2,
    ),
  );
  return [...outline.slice(0, split), ...cuts, ...outline.slice(split)];
}
