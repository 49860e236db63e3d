import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { at, decode, type Pixel, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Part = NonNullable<SceneInput['nodes']>[number];
type Material = NonNullable<Part['material']>;

/** As large as the thumbnail that a first model is seen as; everything else is as it is where nothing is asked for. */
const output = { width: 256, height: 256 } as const;
const white = { color: '#ffffff', roughness: 1, metalness: 0 } as const;
const glass = { type: 'physical', color: '#ffffff', roughness: 0, transmission: 1, ior: 1.5 } as const;
const gold = { color: '#ffd700', roughness: 0.15, metalness: 1 } as const;

async function picture(renderer: Renderer, scene: SceneInput): Promise<Pixels> {
  const [frame] = await draw(renderer, { output, ...scene });
  return decode(frame?.bytes ?? new Uint8Array());
}

const ball = (material: Material): Part[] => [{ geometry: { type: 'sphere' }, material }];

/** Places in a picture of a ball that fills it but for the margin: within, and just inside its silhouette. */
const radius = 0.42;
const within: readonly (readonly [number, number])[] = Array.from({ length: 64 * 64 }, (_, index) => {
  const [x, y] = [((index % 64) + 0.5) / 64, (Math.floor(index / 64) + 0.5) / 64];
  return [x, y] as const;
}).filter(([x, y]) => Math.hypot(x - 0.5, y - 0.5) < radius - 0.01);
const around: readonly (readonly [number, number])[] = Array.from({ length: 72 }, (_, index) => {
  const angle = (index / 72) * 2 * Math.PI;
  return [0.5 + (radius - 0.008) * Math.cos(angle), 0.5 + (radius - 0.008) * Math.sin(angle)];
});

const greyOf = ([r, g, b]: Pixel): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const greys = (seen: Pixels, places: typeof within): number[] =>
  places.map(([x, y]) => greyOf(at(seen, x, y))).toSorted((a, b) => a - b);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('white on white reads: it has a lit side and a dark one, an edge, and no place that is blown out', async () => {
  await withRenderer(async renderer => {
    for (const [name, material] of Object.entries({ matt: white, glossy: { ...white, roughness: 0.3 } })) {
      const seen = await picture(renderer, { nodes: ball(material) });
      const all = greys(seen, within);
      const [dark = 0, bright = 0] = [all[Math.floor(all.length * 0.01)], all[Math.floor(all.length * 0.99)]];
      assert.ok(bright - dark >= 85, `${name}: from ${dark} to ${bright}`);
      const blown = within.filter(([x, y]) => Math.max(...at(seen, x, y).slice(0, 3)) >= 254);
      assert.ok(blown.length <= within.length * 0.005, `${name}: ${blown.length} places are blown out`);
      const told = greys(seen, around).filter(grey => grey <= 235).length / around.length;
      assert.ok(told >= 0.55, `${name}: told from the white behind it along ${told} of its edge`);
    }
  });
});

test('colours are as they are, and none has another hue', async () => {
  await withRenderer(async renderer => {
    const card = async (color: string): Promise<Pixel> => {
      // towards the camera, about
      const node: Part = { geometry: { type: 'plane' }, rotation: [-15, 30, 0], material: { ...white, color } };
      return at(await picture(renderer, { nodes: [node] }), 0.5, 0.5);
    };
    const [r, g, b] = await card('#808080');
    assert.ok(Math.abs(r - 0x80) <= 14, `a grey of 128 is ${r}`);
    assert.ok(Math.max(r, g, b) - Math.min(r, g, b) <= 1, `and has no colour: ${r} ${g} ${b}`);
    for (const color of ['#d03020', '#20a040', '#3060d0', '#f0c020']) {
      const off = Math.abs(hueOf(await card(color)) - hueOf(rgbOf(color)));
      assert.ok(off <= 6, `${color} is turned by ${off} degrees`);
    }
  });
});

function rgbOf(hex: string): Pixel {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255, 255];
}

/** Degrees from red, −180–180. */
function hueOf([r, g, b]: Pixel): number {
  return (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI;
}

test('gold has something to show: lamps, and the dark between them', async () => {
  await withRenderer(async renderer => {
    const all = greys(await picture(renderer, { nodes: ball(gold) }), within);
    const [dark = 0, bright = 0] = [all[Math.floor(all.length * 0.05)], all[Math.floor(all.length * 0.98)]];
    assert.ok(dark <= 90 && bright >= 215, `from ${dark} to ${bright}`);
  });
});

test('clear glass has a dark edge on white, and no slab lies below it', async () => {
  await withRenderer(async renderer => {
    const clear = { ...glass, thickness: 1 };
    const edge = greys(await picture(renderer, { nodes: ball(clear) }), around);
    assert.ok(mean(edge) <= 233, `its edge is ${mean(edge)}`);
    assert.ok((edge[0] ?? 255) <= 220, `where it is darkest ${edge[0]}`);

    const ground = { shadow: 'contact' } as const;
    const beside = async (material: Material) =>
      greyOf(at(await picture(renderer, { nodes: ball(material), ground }), 0.5, 0.96));
    const [below, belowStone] = [await beside(clear), await beside(white)];
    assert.ok(below >= 238 && belowStone <= 210, `the ground is ${below} below glass, and ${belowStone} below stone`);

    const tumbler: Part = { geometry: { type: 'cylinder' }, material: glass };
    const through = greyOf(at(await picture(renderer, { nodes: [tumbler], ground }), 0.5, 0.7));
    assert.ok(through >= 230, `the ground that is seen through a tumbler is ${through}`);
  });
});

test('what stands on glass has its shadow on the ground, as if the glass were not there', async () => {
  await withRenderer(async renderer => {
    const stone: Part = { geometry: { type: 'box', size: [0.8, 0.8, 0.8] }, position: [0, 0.45, 0], material: white };
    const tray: Part = { geometry: { type: 'box', size: [2, 0.04, 2] }, position: [0, 0.02, 0], material: glass };
    const camera: SceneInput['camera'] = { position: [0, 2.5, 4], target: [0, 0.3, 0] };
    const ground = { shadow: 'contact' } as const;
    const before = async (nodes: Part[]) => greyOf(at(await picture(renderer, { camera, ground, nodes }), 0.5, 0.69));
    const [empty, laden] = [await before([tray]), await before([tray, stone])];
    assert.ok(empty >= 235 && laden <= empty - 15, `${laden} before the stone, and ${empty} without it`);
  });
});

test('what has no material is told from white, and its sides from one another', async () => {
  await withRenderer(async renderer => {
    const seen = await picture(renderer, { model: 'formats/letter.stl' });
    const [front, side] = [greyOf(at(seen, 0.3, 0.6)), greyOf(at(seen, 0.76, 0.2))];
    assert.ok(front <= 205, `its front is ${front}`);
    assert.ok(front - side >= 35, `its front is ${front}, and its side ${side}`);
  });
});

test.run();
