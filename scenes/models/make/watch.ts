import type { Document } from '@gltf-transform/core';
import { KHRMaterialsClearcoat } from '@gltf-transform/extensions';
import { type BufferGeometry, Quaternion, Vector3 } from 'three';
import { bend, join, range } from './kit/geometry.ts';
import { leather, leatherBumps } from './kit/leather.ts';
import { brushed } from './kit/metal.ts';
import { lerp } from './kit/noise.ts';
import { jpeg } from './kit/pixels.ts';
import { curve, fillet, plate } from './kit/profile.ts';
import { material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { lathe, sweep } from './kit/surface.ts';
import { dialPicture, face, hands, markers } from './watch-dial.ts';
import { buckle, keeper, stitches, strap } from './watch-strap.ts';

/** How far the dial leans back, degrees. */
const LEAN = 24;

/** A 39 mm dress watch, buckled and standing on its strap: sunray dial, small seconds, tan leather. */
export async function watch(): Promise<Document> {
  const studio = openStudio('Watch');
  const stuff = await materials(studio);
  const band = mm(join([strap(), keeper()]));
  const lean = new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), (-LEAN * Math.PI) / 180);
  const whole = node(studio, 'Watch', []).setRotation([lean.x, lean.y, lean.z, lean.w]);
  whole.setTranslation([0, -lowest(join([band, mm(buckle()), mm(stitches())]), lean), 0.022]);
  const part = (name: string, shape: BufferGeometry, look: keyof typeof stuff, crease = 32) =>
    node(studio, name, [{ shape, material: stuff[look], crease }], whole);

  part('Case', mm(join([body(), ...lugs()])), 'brushed');
  part('Bezel', mm(bezel()), 'polished');
  part('Crown', mm(crown()), 'polished', 25);
  const dial = part('Dial', mm(face()), 'dial');
  dial.addChild(part('Markers', mm(markers()), 'polished', 15));
  dial.addChild(part('Hands', mm(hands()), 'polished', 8));
  part('Glass', mm(glass()), 'glass');
  part('Strap', band, 'leather');
  part('Stitching', mm(stitches()), 'thread', 60);
  part('Buckle', mm(buckle()), 'polished');
  return studio.document;
}

const mm = (shape: BufferGeometry) => bend(shape, p => p.multiplyScalar(0.001));

function lowest(shape: BufferGeometry, turn: Quaternion): number {
  const turned = bend(shape, p => p.applyQuaternion(turn));
  turned.computeBoundingBox();
  return turned.boundingBox?.min.y ?? 0;
}

async function materials(studio: Studio) {
  const clearcoat = studio.document.createExtension(KHRMaterialsClearcoat).createClearcoat();
  const steel = texture(studio, 'brushed steel', await jpeg(brushed(0.22, 0.4, 8, 256), 75));
  const hide = texture(studio, 'leather', await jpeg(leather(18, '#a8632f', '#6d3a1a', 6)));
  const grain = texture(studio, 'leather bumps', await jpeg(leatherBumps(18, 6)));
  const picture = texture(studio, 'dial', await jpeg(await dialPicture(), 88));
  return {
    brushed: material(studio, 'brushed steel', { color: '#c9cacc', metallic: 1, roughness: 1, surface: steel }),
    polished: material(studio, 'polished steel', { color: '#dcdddf', metallic: 1, roughness: 0.09 }),
    dial: material(studio, 'sunray dial', { map: picture, metallic: 0.9, roughness: 0.44 }),
    leather: material(studio, 'tan leather', { map: hide, normal: grain, normalScale: 0.8, roughness: 0.58 }),
    thread: material(studio, 'linen thread', { color: '#efe0c4', roughness: 0.8 }),
    glass: material(studio, 'sapphire', { color: '#0a0e14', alpha: 0.06, roughness: 0 })
      .setAlphaMode('BLEND')
      .setExtension('KHR_materials_clearcoat', clearcoat.setClearcoatFactor(1)),
  };
}

/** From a lathe's axis to the watch's: y becomes z. */
const facing = (shape: BufferGeometry) => bend(shape, p => p.set(p.x, -p.z, p.y));

function body(): BufferGeometry {
  return facing(
    lathe(
      fillet(
        [
          [0.001, -5.6],
          [14.5, -5.6, 0.4],
          [16.4, -4.9, 0.6],
          [18.9, -3.2, 0.7],
          [19.5, -2.2, 0.6],
          [19.5, 1.2, 0.5],
          [18.8, 1.7, 0.3],
          [16, 1.7],
        ],
        4,
      ),
      72,
      { tile: 20 },
    ),
  );
}

/** The polished ring and, inside it, the slope down to the dial. */
function bezel(): BufferGeometry {
  return facing(
    lathe(
      fillet(
        [
          [18.9, 1.5],
          [18.9, 2, 0.3],
          [18.4, 3.6, 0.5],
          [17.8, 3.7, 0.2],
          [17.6, 2.9, 0.1],
          [16.9, 0.45],
          [16.9, 0.2],
          [18.9, 0.2],
          [18.9, 1.5],
        ],
        4,
      ),
      96,
    ),
  );
}

function lugs(): BufferGeometry[] {
  return [-1, 1].flatMap(x =>
    [-1, 1].map(y => {
      const path = curve([
        [11.6 * x, 15.4 * y, -0.7],
        [11.7 * x, 17.6 * y, -1],
        [11.7 * x, 20.5 * y, -2.6],
        [11.7 * x, 23.4 * y, -5.4],
      ]);
      return sweep(path, t => plate(lerp(3.6, 2.6, t), lerp(4.6, 2.2, t), 0.55, 3), {
        steps: 14,
        round: true,
        up: new Vector3(0, 0, 1),
        tile: 20,
      });
    }),
  );
}

/** A fluted crown at three o'clock, on its stem. */
function crown(): BufferGeometry {
  const knob = lathe(
    fillet(
      [
        [0.9, -1],
        [0.9, 0.3],
        [2.7, 0.3, 0.3],
        [2.95, 0.8, 0.2],
        [2.95, 3.4, 0.3],
        [2.5, 3.9, 0.4],
        [0.001, 4.05],
      ],
      3,
    ),
    72,
  );
  return bend(knob, p => {
    const [radius, angle] = [Math.hypot(p.x, p.z), Math.atan2(p.z, p.x)];
    const flute = radius > 2.6 ? 1 - 0.055 * (0.5 + 0.5 * Math.cos(angle * 24)) : 1;
    return p.set(19.3 + p.y, p.z * flute, p.x * flute - 0.4);
  });
}

function glass(): BufferGeometry {
  const dome = range(6).map(i => {
    const r = 17.75 * (1 - i / 5);
    return [Math.max(r, 0.001), 3.75 + 0.55 * (1 - (r / 17.75) ** 2)] as [number, number];
  });
  return facing(lathe(fillet([[17.75, 3.2], ...dome], 2), 64));
}
