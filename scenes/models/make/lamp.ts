import type { Document } from '@gltf-transform/core';
import { KHRLightsPunctual, KHRMaterialsClearcoat, KHRMaterialsEmissiveStrength } from '@gltf-transform/extensions';
import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { flip, range } from './kit/geometry.ts';
import { brushed } from './kit/metal.ts';
import { jpeg, mix, type Pixels, paint, rgb } from './kit/pixels.ts';
import { fillet } from './kit/profile.ts';
import { linear, material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { lathe } from './kit/surface.ts';

const SHADE = { bottom: 0.262, radius: 0.142, height: 0.098, wall: 0.0016 };
const WARM = '#ffd9a3';

/** A cordless table lamp: brass foot and stem, a lacquered dome that glows inside. 0.37 m tall, a 0.5 cd light within. */
export async function lamp(): Promise<Document> {
  const studio = openStudio('Lamp');
  const stuff = await materials(studio);
  node(studio, 'Base', [
    { shape: foot(), material: stuff.brass, crease: 35 },
    { shape: stem(), material: stuff.brass, crease: 35 },
  ]);
  const shade = node(studio, 'Shade', [
    { shape: dome(), material: stuff.lacquer },
    { shape: flip(lathe(inside(), 72)), material: stuff.glow },
    { shape: knob(), material: stuff.brass, crease: 35 },
  ]);
  node(studio, 'Bulb', [{ shape: bulb(), material: stuff.bulb }], shade);
  shade.addChild(light(studio));
  return studio.document;
}

async function materials(studio: Studio) {
  const strength = studio.document.createExtension(KHRMaterialsEmissiveStrength);
  const clearcoat = studio.document.createExtension(KHRMaterialsClearcoat);
  const turned = texture(studio, 'turned brass', await jpeg(brushed(0.16, 0.42, 5, 256), 80));
  const falloff = texture(studio, 'glow', await jpeg(glow(), 90));
  const coat = clearcoat.createClearcoat().setClearcoatFactor(1).setClearcoatRoughnessFactor(0.04);
  const glowing = material(studio, 'shade inside', {
    color: '#f4efe6',
    roughness: 0.7,
    emissive: WARM,
    emissiveMap: falloff,
  });
  const lit = material(studio, 'opal bulb', { color: '#fff6e8', roughness: 0.4, emissive: '#ffe3b8' });
  return {
    brass: material(studio, 'brass', { color: '#dcb878', metallic: 1, roughness: 1, surface: turned }),
    lacquer: material(studio, 'green lacquer', { color: '#17402f', roughness: 0.38 }).setExtension(
      'KHR_materials_clearcoat',
      coat,
    ),
    glow: glowing.setExtension(
      'KHR_materials_emissive_strength',
      strength.createEmissiveStrength().setEmissiveStrength(1.1),
    ),
    bulb: lit.setExtension('KHR_materials_emissive_strength', strength.createEmissiveStrength().setEmissiveStrength(4)),
  };
}

/** Brightest at the top of the dome, near the bulb, and falling off towards the rim (v 1). */
function glow(): Pixels {
  return paint(8, 128, (_u, v) => mix(rgb('#ffffff'), rgb('#9a6a3c'), v ** 0.8));
}

function foot(): BufferGeometry {
  return lathe(
    fillet(
      [
        [0.0001, 0],
        [0.083, 0, 0.002],
        [0.0845, 0.004, 0.0015],
        [0.0845, 0.013, 0.004],
        [0.07, 0.0155, 0.02],
        [0.0125, 0.018, 0.006],
        [0.0095, 0.026, 0.004],
        [0.0095, 0.03],
      ],
      6,
    ),
    80,
    { tile: 0.1 },
  );
}

function stem(): BufferGeometry {
  const collar = (y: number, r: number): [number, number, number?][] => [
    [0.0072, y - 0.006, 0.001],
    [r, y - 0.004, 0.002],
    [r, y + 0.004, 0.002],
    [0.0072, y + 0.006, 0.001],
  ];
  const outline = fillet(
    [
      [0.0072, 0.02],
      ...collar(0.1, 0.0095),
      [0.0072, 0.2],
      ...collar(0.232, 0.0125),
      [0.0072, 0.24],
      [0.016, 0.248, 0.004],
      [0.0175, 0.266, 0.003],
      [0.0001, 0.27],
    ],
    4,
  );
  return lathe(outline, 40, { tile: 0.1 });
}

/** The outer curve from the rim up: nearly a half ellipse, a little fuller at the shoulder. */
function outline(grow: number, from: number, to: number): Vector2[] {
  return range(25).map(i => {
    const angle = (from + ((to - from) * i) / 24) * (Math.PI / 2);
    const x = Math.cos(angle) ** 0.86 * (SHADE.radius + grow);
    return new Vector2(Math.max(x, 0.0001), SHADE.bottom + Math.sin(angle) * (SHADE.height + grow));
  });
}

function dome(): BufferGeometry {
  const lip = range(5).map(i => {
    const angle = Math.PI + (i / 4) * Math.PI;
    const middle = SHADE.radius - SHADE.wall / 2;
    return new Vector2(middle + (Math.cos(angle) * SHADE.wall) / 2, SHADE.bottom + (Math.sin(angle) * SHADE.wall) / 2);
  });
  return lathe([...lip, ...outline(0, 0, 1).slice(1)], 80);
}

/** From the top down, so that v grows towards the rim. */
const inside = () => outline(-SHADE.wall, 0, 1).toReversed();

function knob(): BufferGeometry {
  const y = SHADE.bottom + SHADE.height;
  return lathe(
    fillet(
      [
        [0.011, y - 0.002],
        [0.011, y + 0.0015, 0.001],
        [0.0045, y + 0.003, 0.002],
        [0.005, y + 0.006, 0.002],
        [0.0078, y + 0.011, 0.004],
        [0.005, y + 0.0165, 0.004],
        [0.0001, y + 0.017],
      ],
      5,
    ),
    32,
    { tile: 0.1 },
  );
}

function bulb(): BufferGeometry {
  const ball = range(17).map(i => {
    const angle = -Math.PI / 2 + (i / 16) * Math.PI;
    return new Vector2(Math.max(0.0001, Math.cos(angle) * 0.031), 0.296 + Math.sin(angle) * 0.031);
  });
  return lathe(ball, 32);
}

function light(studio: Studio) {
  const lights = studio.document.createExtension(KHRLightsPunctual);
  const lamp = lights.createLight('Bulb').setType('point').setColor(linear(WARM)).setIntensity(0.5).setRange(3);
  const place = new Vector3(0, 0.252, 0);
  return studio.document.createNode('Light').setTranslation(place.toArray()).setExtension('KHR_lights_punctual', lamp);
}
