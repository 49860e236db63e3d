import type { Document } from '@gltf-transform/core';
import { KHRMaterialsIOR, KHRMaterialsTransmission, KHRMaterialsVolume } from '@gltf-transform/extensions';
import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { point, range, soup, triangle } from './kit/geometry.ts';
import { clamp, lerp, ramp } from './kit/noise.ts';
import { brushed } from './kit/metal.ts';
import { gradient, jpeg, type Pixels, paint, rgb } from './kit/pixels.ts';
import { curve, fillet, oval } from './kit/profile.ts';
import { linear, material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { lathe, surface, sweep } from './kit/surface.ts';

/** Metres: the glass block, and the well that the liquid fills. */
const GLASS = { width: 0.062, depth: 0.034, height: 0.078 };
const WELL = { width: 0.047, depth: 0.02, floor: 0.0145, fill: 0.058 };

/** A bottle of scent: a thick glass block around amber liquid, a brushed gold cap. 0.115 m tall. */
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
  const seen = texture(studio, 'amber', await jpeg(amber(), 93));
  return {
    // The liquid shines instead of letting light through: renderers draw what is behind glass without other glass.
    amber: material(studio, 'amber liquid', {
      color: '#2a1004',
      roughness: 0.5,
      emissive: '#ffffff',
      emissiveMap: seen,
    }),
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
          .setAttenuationDistance(0.09)
          .setAttenuationColor(linear('#dcebe4')),
      ),
  };
}

/**
 * Amber with light behind it: bright in the middle and low down, deep along the edges, a pale line where the surface
 * meets the glass. u runs across a face, v up it.
 */
function amber(): Pixels {
  const tones = ['#4a1a03', '#8f3f08', '#c9701a', '#ee9f3c', '#f8c879'].map(rgb);
  return paint(256, 256, (u, v) => {
    const side = Math.min(u, 1 - u);
    const glow = 0.34 + 0.3 * ramp(0, 0.3, side) + 0.3 * (1 - v) ** 1.5;
    const edge = ramp(0.05, 0, side) * 0.3 + ramp(0.05, 0, v) * 0.25;
    const surface = ramp(0.018, 0.006, Math.abs(v - 0.975)) * 0.5;
    return gradient(tones, glow - edge + surface);
  });
}

/** Lays the picture on each of the four sides, once, and its upper edge on top. */
function faceUv(shape: BufferGeometry): BufferGeometry {
  const { width, depth, floor, fill } = WELL;
  const count = shape.getAttribute('position').count;
  const corners = range(count).map(i => ({ position: point(shape, i), uv: new Vector2() }));
  for (let i = 0; i < count; i += 3) {
    const face = corners.slice(i, i + 3);
    const [a, b, c] = triangle(shape, i);
    const normal = b.clone().sub(a).cross(c.clone().sub(a)).normalize();
    for (const { position, uv } of face) {
      const across = Math.abs(normal.z) * depth > Math.abs(normal.x) * depth ? position.x / width : position.z / depth;
      uv.set(clamp(across + 0.5, 0.01, 0.99), clamp((position.y - floor) / (fill - floor), 0.01, 0.985));
      if (normal.y > 0.8) uv.y = 0.8;
    }
  }
  return soup(corners);
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
  return faceUv(
    stacked(
      [centre, ...edge(0.0028, 0, 1), ...edge(0.006, height, -1), { inset: 0.011, y: height + 0.0002 }],
      width,
      depth,
      7,
    ),
  );
}

function liquid(): BufferGeometry {
  const { width, depth, floor, fill } = WELL;
  const body = [0.2, 0.4, 0.6, 0.8].map(t => ({ inset: 0, y: lerp(floor + 0.006, fill - 0.0008, t) }));
  const steps = [{ inset: depth * 0.4, y: floor }, ...edge(0.006, floor, 1), ...body, ...edge(0.0008, fill, -1)];
  return faceUv(stacked(steps, width, depth, 5));
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
