import type { Document, Primitive } from '@gltf-transform/core';
import { type BufferGeometry, Vector2, Vector3 } from 'three';
import { boxUv, join, range } from './kit/geometry.ts';
import { aperture } from './kit/mark.ts';
import { brushed } from './kit/metal.ts';
import { clamp, clouds, lerp, ramp } from './kit/noise.ts';
import { drawing, jpeg, mix, type Pixels, paint, rgb, sample, shade } from './kit/pixels.ts';
import { fillet } from './kit/profile.ts';
import { accessor, material, node, openStudio, primitive, type Studio, texture } from './kit/studio.ts';
import { lathe, surface } from './kit/surface.ts';
import { bonesAt, rig } from './flag-rig.ts';

/** The cloth, metres: its hoist is at x = 0 and it flies towards +x. */
const CLOTH = { width: 0.246, height: 0.164, top: 0.336 };

/**
 * A desk flag on a marble foot, 0.37 m tall. The cloth is skinned to a chain of bones; the clip `wave` (2 s, loops) moves
 * them, and the morph target `gust` with them.
 */
export async function flag(): Promise<Document> {
  const studio = openStudio('Flag');
  const stuff = await materials(studio);
  node(studio, 'Stand', [
    { shape: boxUv(foot(), 0.14), material: stuff.marble },
    { shape: pole(), material: stuff.brass, crease: 35 },
  ]);
  const cloth = primitive(studio, { shape: join([sheet(), sleeve()]), material: stuff.cloth, crease: 80 });
  dress(studio, cloth);
  const mesh = studio.document.createMesh('Cloth').addPrimitive(cloth).setWeights([0]);
  mesh.setExtras({ targetNames: ['gust'] });
  const made = studio.document.createNode('Cloth').setMesh(mesh);
  studio.scene.addChild(made);
  rig(studio, made);
  return studio.document;
}

async function materials(studio: Studio) {
  const colors = texture(studio, 'flag', await jpeg(await pattern(), 90));
  const stone = texture(studio, 'marble', await jpeg(marble(), 84));
  const turned = texture(studio, 'brushed brass', await jpeg(brushed(0.16, 0.36, 9, 256), 78));
  return {
    cloth: material(studio, 'flag cloth', { map: colors, roughness: 0.75, doubleSided: true }),
    marble: material(studio, 'marble', { map: stone, roughness: 0.22 }),
    brass: material(studio, 'brass', { color: '#dcb878', metallic: 1, roughness: 1, surface: turned }),
  };
}

/** Two fields of colour, the mark on the seam between them, hems and a fine weave. */
async function pattern(): Promise<Pixels> {
  const mark = await drawing(aperture());
  const [ink, coral, cream] = [rgb('#17324a'), rgb('#e5603f'), rgb('#f5eee0')];
  const ratio = CLOTH.width / CLOTH.height;
  return paint(1024, 512, (u, v) => {
    const [x, y] = [(u - 0.5) * ratio, v - 0.5];
    const field = mix(ink, coral, ramp(-0.002, 0.002, x + y * 0.32));
    const size = 0.3;
    const inside = Math.abs(x) < size && Math.abs(y) < size;
    const marked = inside ? mix(field, cream, sample(mark, x / size / 2 + 0.5, y / size / 2 + 0.5)) : field;
    const [side, end] = [Math.min(v, 1 - v), 1 - u];
    const hem = Math.max(ramp(0.003, 0, Math.abs(side - 0.035)), ramp(0.002, 0, Math.abs(end - 0.024)));
    const weave = 0.95 + 0.05 * Math.sin(u * 700) * Math.sin(v * 470) + (clouds(u, v, 60, 40, 2, 3) - 0.5) * 0.05;
    return shade(marked, weave * (1 - hem * 0.25));
  });
}

/** White stone with warm grey veins. Tiles. */
function marble(): Pixels {
  return paint(512, 512, (u, v) => {
    const drift = (clouds(u, v, 3, 3, 4, 51) - 0.5) * 1.1;
    const vein = (shift: number, turns: number) =>
      1 - Math.abs(Math.sin((u * turns + v + drift * 2.2 + shift) * Math.PI));
    const lines = Math.max(vein(0, 1) ** 14 * 0.8, vein(0.4, 2) ** 26 * 0.55);
    return mix(rgb('#f1eeea'), rgb('#8b8681'), clamp(lines * (0.4 + clouds(u, v, 6, 6, 2, 61)) + 0.12 * drift));
  });
}

function foot(): BufferGeometry {
  return lathe(
    fillet(
      [
        [0.0001, 0],
        [0.0465, 0, 0.001],
        [0.0485, 0.003, 0.002],
        [0.0485, 0.019, 0.0045],
        [0.0001, 0.0215],
      ],
      6,
    ),
    64,
  );
}

/** The pole with its collar and an acorn on top. */
function pole(): BufferGeometry {
  const r = 0.0032;
  const top = CLOTH.top + 0.008;
  return lathe(
    fillet(
      [
        [0.0001, 0.02],
        [0.0135, 0.02],
        [0.0135, 0.0235, 0.0012],
        [0.0065, 0.0255, 0.002],
        [0.0055, 0.034, 0.001],
        [r, 0.0355, 0.0008],
        [r, top, 0.0004],
        [0.0062, top + 0.0012, 0.0008],
        [0.0062, top + 0.0035, 0.0008],
        [0.0035, top + 0.005, 0.001],
        [0.0074, top + 0.0115, 0.005],
        [0.0045, top + 0.022, 0.006],
        [0.0001, top + 0.0275],
      ],
      5,
    ),
    36,
    { tile: 0.06 },
  );
}

/** The cloth at rest: already in gentle folds, so that a still picture is alive. */
function sheet(): BufferGeometry {
  const [across, down] = [48, 22];
  const rows = range(down + 1).map(i =>
    range(across + 1).map(j => {
      const [s, t] = [j / across, i / down];
      const fold = Math.sin(s * 9.5 - t * 1.3) * 0.013 * s ** 0.7 + Math.sin(s * 4.2 + t * 2.4) * 0.006 * s;
      const sag = 0.012 * s * s * (0.4 + 0.6 * t);
      return new Vector3(0.0042 + s * CLOTH.width * 0.985, CLOTH.top - CLOTH.height * (1 - t) - sag, fold);
    }),
  );
  return surface(rows, { closed: false, keep: true });
}

/** The pocket of cloth round the pole. */
function sleeve(): BufferGeometry {
  const [low, high] = [CLOTH.top - CLOTH.height - 0.0005, CLOTH.top + 0.0005];
  const tube = lathe(
    [
      new Vector2(0.0052, low),
      new Vector2(0.0056, low + 0.004),
      new Vector2(0.0056, high - 0.004),
      new Vector2(0.0052, high),
    ],
    20,
  );
  const uv = tube.getAttribute('uv');
  for (let i = 0; i < uv.count; i++) uv.setXY(i, 0.004, lerp(0.04, 0.96, uv.getY(i)));
  return tube;
}

/** Gives the cloth its bones' weights and the shape that a gust blows it into. */
function dress(studio: Studio, cloth: Primitive): void {
  const place = cloth.getAttribute('POSITION')?.getArray() ?? [];
  const count = place.length / 3;
  const joints = new Uint8Array(count * 4);
  const weights = new Float32Array(count * 4);
  const gust = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const [x, y] = [place[i * 3] ?? 0, place[i * 3 + 1] ?? 0];
    const { first, second, share } = bonesAt(x);
    // A bone that pulls with no weight is named 0: validators ask for it.
    joints.set([share < 1 ? first : 0, share > 0 ? second : 0], i * 4);
    weights.set([1 - share, share], i * 4);
    const s = clamp((x - 0.006) / CLOTH.width);
    const t = (y - CLOTH.top + CLOTH.height) / CLOTH.height;
    gust.set(
      [-0.012 * s * s, 0.02 * s * s, 0.02 * Math.sin(s * 15 - t * 2) * s + 0.018 * Math.sin(t * Math.PI) * s],
      i * 3,
    );
  }
  cloth
    .setAttribute('JOINTS_0', accessor(studio, 'VEC4', joints))
    .setAttribute('WEIGHTS_0', accessor(studio, 'VEC4', weights));
  cloth.addTarget(
    studio.document.createPrimitiveTarget('gust').setAttribute('POSITION', accessor(studio, 'VEC3', gust)),
  );
}
