import type { Document } from '@gltf-transform/core';
import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { boxUv, flip, range } from './kit/geometry.ts';
import { aperture } from './kit/mark.ts';
import { clouds, lerp, ramp, specks } from './kit/noise.ts';
import { drawing, gradient, jpeg, mix, type Pixels, paint, type Rgb, rgb, sample, shade } from './kit/pixels.ts';
import { curve, fillet, oval } from './kit/profile.ts';
import { material, node, openStudio, texture } from './kit/studio.ts';
import { lathe, sweep } from './kit/surface.ts';

const HEIGHT = 0.094;
const RADIUS = 0.0415;
const WALL = 0.0042;
/** Where the glaze ends and the clay shows, as a share of the outer wall's height. */
const DIP = 0.17;

/** A stoneware mug: dipped in a speckled glaze, celadon inside, a printed mark in front. 0.094 m tall. */
export async function mug(): Promise<Document> {
  const studio = openStudio('Mug');
  const { color, surface } = await outerWall();
  const outside = material(studio, 'speckled glaze over clay', {
    map: texture(studio, 'wall', await jpeg(color, 90)),
    surface: texture(studio, 'wall surface', await jpeg(surface, 80)),
    roughness: 1,
  });
  const inside = material(studio, 'celadon glaze', { color: '#9dbfb4', roughness: 0.14 });
  const speckle = texture(
    studio,
    'speckle',
    await jpeg(
      paint(512, 512, (u, v) => glaze(u, v)),
      86,
    ),
  );
  const handle = material(studio, 'speckled glaze', { map: speckle, roughness: 0.2 });
  const clay = material(studio, 'bare clay', { color: '#b08c6c', roughness: 0.9 });
  node(studio, 'Body', [
    { shape: wall(), material: outside },
    { shape: inner(), material: inside },
    { shape: foot(), material: clay },
  ]);
  node(studio, 'Handle', [{ shape: grip(), material: handle }]);
  return studio.document;
}

/** The outline of the outer wall from the foot up: a straight cup with a rounded heel and a soft lip. */
function wall(): BufferGeometry {
  const lip = new Vector2(RADIUS - WALL / 2, HEIGHT - WALL / 2);
  const rim = range(6).map(i => {
    const angle = (i / 5) * (Math.PI / 2);
    return new Vector2(lip.x + Math.cos(angle) * (WALL / 2), lip.y + Math.sin(angle) * (WALL / 2));
  });
  const side = fillet(
    [
      [RADIUS - 0.0075, 0.0022],
      [RADIUS - 0.0012, 0.0075, 0.009],
      [RADIUS, HEIGHT - WALL / 2],
    ],
    8,
  );
  return lathe([...side, ...rim.slice(1)], 72);
}

function inner(): BufferGeometry {
  const lip = new Vector2(RADIUS - WALL / 2, HEIGHT - WALL / 2);
  const rim = range(6).map(i => {
    const angle = Math.PI / 2 + (i / 5) * (Math.PI / 2);
    return new Vector2(lip.x + Math.cos(angle) * (WALL / 2), lip.y + Math.sin(angle) * (WALL / 2));
  });
  const well = fillet(
    [
      [RADIUS - WALL, HEIGHT - WALL / 2],
      [RADIUS - WALL - 0.001, 0.0075, 0.012],
      [0.0001, 0.0068],
    ],
    8,
  );
  return flip(lathe([...rim, ...well.slice(1)], 72));
}

/** The ring that it stands on, never glazed, and the bottom within. */
function foot(): BufferGeometry {
  const outline = fillet(
    [
      [0.0001, 0.0025],
      [0.027, 0.0025],
      [0.028, 0, 0.001],
      [RADIUS - 0.0085, 0, 0.0016],
      [RADIUS - 0.0075, 0.0024],
    ],
    3,
  );
  return lathe(outline, 72);
}

/** A strap of a handle that swells where it meets the wall. */
function grip(): BufferGeometry {
  const inset = RADIUS - 0.0026;
  const path = curve([
    [inset, 0.0755, 0],
    [RADIUS + 0.009, 0.0775, 0],
    [RADIUS + 0.0235, 0.0715, 0],
    [RADIUS + 0.0285, 0.055, 0],
    [RADIUS + 0.024, 0.0375, 0],
    [RADIUS + 0.0095, 0.027, 0],
    [inset, 0.0252, 0],
  ]);
  const profile = (t: number) => {
    const end = Math.max(ramp(0.14, 0, t), ramp(0.86, 1, t));
    return oval(lerp(0.0128, 0.02, end ** 1.5), lerp(0.0072, 0.0135, end ** 1.5), 2.4, 20);
  };
  return boxUv(sweep(path, profile, { steps: 40, caps: 'none', up: new Vector3(0, 1, 0) }), 0.12);
}

const CREAM = rgb('#ece4d4');
const CLAY = [rgb('#b9967a'), rgb('#a57f61')];

/** Cream with iron specks, pooled a little unevenly. Tiles. */
function glaze(u: number, v: number): Rgb {
  const pool = clouds(u, v, 4, 4, 3, 31);
  const base = shade(CREAM, 0.97 + 0.05 * pool);
  const fine = specks(u, v, 46, 46, 0.42, 0.1, 0.3, 5) * 0.7;
  const coarse = specks(u, v, 17, 17, 0.4, 0.06, 0.26, 17) * 0.9;
  return mix(base, rgb('#5d4332'), Math.max(fine, coarse));
}

async function outerWall(): Promise<{ color: Pixels; surface: Pixels }> {
  const mark = await drawing(aperture());
  const height = (u: number, v: number) => v - DIP - 0.012 * (clouds(u, 0, 5, 1, 2, 77) - 0.5) * 4;
  const print = (u: number, v: number) => {
    // The wall is 0.26 m round and 0.1 m tall: the mark is square on the wall, not in the picture.
    const [x, y] = [(u - 0.5) * 0.26, (v - 0.56) * 0.1];
    const half = 0.0125;
    if (Math.abs(x) > half || Math.abs(y) > half) return 0;
    return sample(mark, x / half / 2 + 0.5, y / half / 2 + 0.5) * (0.88 + 0.12 * clouds(u, v, 200, 80, 2, 9));
  };
  const color = paint(1024, 512, (u, v) => {
    const bare = shade(gradient(CLAY, clouds(u, v, 60, 24, 3, 41)), 0.93 + 0.1 * clouds(u, v, 6, 40, 2, 43));
    const glazed = mix(glaze(u * 2, v), rgb('#2c3a4a'), print(u, v));
    const edge = ramp(0.03, 0, Math.abs(height(u, v) - 0.012)) * 0.5;
    return mix(bare, shade(glazed, 1 - edge * 0.18), ramp(-0.002, 0.006, height(u, v)));
  });
  const surface = paint(512, 256, (u, v) => {
    const rough = lerp(0.88, lerp(0.17, 0.45, print(u, v)), ramp(-0.002, 0.006, height(u, v)));
    return [0, rough * 255, 0];
  });
  return { color, surface };
}
