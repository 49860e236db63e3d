import { bumps, jpeg, mix, paint, png, rgb } from './kit/pixels.ts';
import { clamp, clouds, hash, noise } from './kit/noise.ts';

/** Glazed tiles, four by four in one repeat, each of a tone of its own, with light grout between them. */
const tiles = 4;
const size = 512;

/** How far a place is inside its tile: 0 in the middle of the grout, 1 on the tile. */
function inside(u: number, v: number): number {
  const edge = (x: number) => Math.min(x, 1 - x);
  const distance = Math.min(edge((u * tiles) % 1), edge((v * tiles) % 1));
  return clamp((distance - 0.018) / 0.03);
}

const tone = (u: number, v: number) => hash(Math.floor(u * tiles), Math.floor(v * tiles), 7);

function colors() {
  const [grout, dark, light] = [rgb('#d9d2c5'), rgb('#1f5f73'), rgb('#3f9aa8')];
  return paint(size, size, (u, v) => {
    const glaze = clamp(tone(u, v) * 0.75 + clouds(u, v, 6, 6, 3, 3) * 0.25);
    return mix(grout, mix(dark, light, glaze), inside(u, v));
  });
}

/** Glaze is smooth, grout rough; the green channel, as glTF and three.js have roughness. */
function roughness() {
  return paint(size, size, (u, v) => {
    const value = 0.9 - 0.75 * inside(u, v) + 0.08 * noise(u * 40, v * 40, 40, 40, 5);
    return [value * 255, value * 255, value * 255];
  });
}

/** One row per image that scenes of their own may use, by its path beside the models. */
export const textures = {
  'textures/tiles.jpg': () => jpeg(colors(), 84),
  'textures/tiles-roughness.jpg': () => jpeg(roughness(), 80),
  'textures/tiles-normal.png': () => png(bumps(256, 256, 1.2, (u, v) => inside(u, v))),
} satisfies Record<string, () => Promise<Uint8Array>>;
