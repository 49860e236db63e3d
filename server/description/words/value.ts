import type { Words } from './words.ts';

/** What fields of several nouns take. */
export const valueWords: Readonly<Record<string, Words>> = {
  Texture: {
    is: 'An image on a surface: its src alone, or with its placement. PNG, JPEG, WebP or AVIF.',
    fields: {
      src: 'Where the image is.',
      repeat: 'How many times the image fits, [u, v].',
      offset: 'Shift in parts of the image, [u, v].',
      rotation: 'Degrees, counter-clockwise, about the image’s centre.',
      wrap: 'What is beyond the image’s edge. Default repeat.',
    },
  },
  Src: {
    is: 'Where a file is: an https:, http:, gs: or data: URL, or a path below ASSET_ROOT. The service’s own models (chair.glb, lamp.glb, …) lie there unless it is set.',
  },
  Color: { is: 'sRGB, #rgb or #rrggbb.' },
  Vec2: { is: '[x, y].' },
  Vec3: { is: '[x, y, z], y up; metres for places.' },
};
