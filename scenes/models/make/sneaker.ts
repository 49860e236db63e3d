import type { Document } from '@gltf-transform/core';
import type { BufferGeometry } from 'three';
import { bend, boxUv, join } from './kit/geometry.ts';
import { knit, knitBumps } from './kit/knit.ts';
import { leatherBumps } from './kit/leather.ts';
import { aperture } from './kit/mark.ts';
import { drawing, jpeg, mix, paint, rgb, sample } from './kit/pixels.ts';
import { material, node, openStudio, type Studio, texture } from './kit/studio.ts';
import { eyelets, laces } from './sneaker-laces.ts';
import { insole, midsole, outsole, stripe } from './sneaker-sole.ts';
import { bars, heelCup, label, laceStay, lining, pullTab, skin, toeGuard, tongue } from './sneaker-upper.ts';

/** A low running shoe for the right foot: knitted upper, leather guards, foam on gum rubber. 0.29 m long. */
export async function sneaker(): Promise<Document> {
  const studio = openStudio('Sneaker');
  const stuff = await materials(studio);
  const part = (name: string, ...pieces: [BufferGeometry, keyof typeof stuff][]) =>
    node(
      studio,
      name,
      pieces.map(([shape, look]) => ({ shape: mm(shape), material: stuff[look], crease: 60 })),
    );

  part('Sole', [outsole(), 'gum'], [midsole(), 'foam'], [stripe(), 'accent']);
  part('Upper', [skin(), 'knit'], [lining(), 'lining'], [insole(), 'lining']);
  part(
    'Overlays',
    [join([toeGuard(), heelCup(), laceStay()]), 'leather'],
    [join([...bars(1), ...bars(-1)]), 'leather'],
  );
  part('Tongue', [tongue(), 'lining'], [label(), 'label']);
  part('Heel tab', [pullTab(), 'accent']);
  part('Laces', [boxUv(laces(), 12), 'lace'], [eyelets(), 'eyelet']);
  return studio.document;
}

const mm = (shape: BufferGeometry) => bend(shape, p => p.multiplyScalar(0.001));

async function materials(studio: Studio) {
  const stitches = texture(studio, 'knit', await jpeg(knit(16, 20, 2), 84));
  const ribs = texture(studio, 'knit bumps', await jpeg(knitBumps(16, 20), 84));
  const grain = texture(studio, 'leather bumps', await jpeg(leatherBumps(22, 12), 82));
  const mark = await drawing(aperture());
  const badge = paint(128, 128, (u, v) => mix(rgb('#e4572e'), rgb('#f7f3ea'), sample(mark, u, v)));
  const yarn = { map: stitches, normal: ribs, roughness: 0.92 };
  return {
    knit: material(studio, 'teal knit', { ...yarn, color: '#3d7f86' }),
    lining: material(studio, 'dark knit', { map: stitches, roughness: 0.95, color: '#2b474d' }),
    leather: material(studio, 'bone leather', { color: '#ebe5d8', normal: grain, normalScale: 0.5, roughness: 0.55 }),
    foam: material(studio, 'foam', { color: '#f4f1ea', roughness: 0.7 }),
    gum: material(studio, 'gum rubber', { color: '#b27a48', roughness: 0.6 }),
    accent: material(studio, 'orange', { color: '#e4572e', roughness: 0.55 }),
    label: material(studio, 'label', { map: texture(studio, 'label', await jpeg(badge, 90)), roughness: 0.6 }),
    lace: material(studio, 'cotton lace', { map: stitches, roughness: 0.9, color: '#f7f3ea' }),
    eyelet: material(studio, 'gunmetal', { color: '#55585c', metallic: 1, roughness: 0.3 }),
  };
}
