import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { at, decode, type Pixels } from '../support/pixels.ts';
import { skyOf } from '../support/sky.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Part = NonNullable<SceneInput['nodes']>[number];

const output = { width: 96, height: 96 } as const;
const facing: SceneInput['camera'] = { type: 'orthographic', orbit: [0, 0], margin: 0.1 };
const white = { color: '#ffffff', roughness: 1, metalness: 0 } as const;

async function picture(renderer: Renderer, scene: SceneInput): Promise<Pixels> {
  const [frame] = await draw(renderer, { ground: 'none', toneMapping: 'none', camera: facing, output, ...scene });
  return decode(frame?.bytes ?? new Uint8Array());
}

/** Of what is displayed, 0–255, the light that it stands for, 0–1. */
function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** By how much pixels differ from their neighbours crosswise, as a chessboard's do, in the mean: edges hardly count. */
function grainOf({ data, width, height }: Pixels): number {
  const red = (x: number, y: number) => data[(y * width + x) * 4] ?? 0;
  let sum = 0;
  for (let y = 1; y < height; y++)
    for (let x = 1; x < width; x++) sum += Math.abs(red(x, y) - red(x - 1, y) - red(x, y - 1) + red(x - 1, y - 1));
  return sum / (width * height);
}

test('in a white world a white ball is invisible: what falls on it comes back, whatever it is made of', async () => {
  await withRenderer(async renderer => {
    // at half, since what is too bright is cut off at white and could not be told
    const environment = { src: skyOf(() => [0.5, 0.5, 0.5]) };
    const balls = {
      'white and matt': white,
      'a rough white metal': { color: '#ffffff', roughness: 1, metalness: 1 },
      'a half rough white metal': { color: '#ffffff', roughness: 0.5, metalness: 1 },
      'a white mirror': { color: '#ffffff', roughness: 0, metalness: 1 },
    } as const;
    for (const [name, material] of Object.entries(balls)) {
      const ball: SceneInput['nodes'] = [{ geometry: { type: 'sphere' }, material }];
      const seen = await picture(renderer, { nodes: ball, environment, background: 'transparent' });
      for (const [x, y] of [
        [0.5, 0.5],
        [0.3, 0.4],
        [0.6, 0.7],
        [0.5, 0.2],
        [0.2, 0.5],
      ] as const) {
        const [r, g, b, a] = at(seen, x, y);
        assert.is(a, 255, `${name} is there`);
        for (const value of [r, g, b])
          assert.ok(
            Math.abs(linear(value) / 0.5 - 1) < 0.02,
            `${name} at ${x}, ${y}: ${linear(value) / 0.5} of the world's light`,
          );
      }
    }
  });
});

test('light comes from where the environment is bright, and turns with it', async () => {
  await withRenderer(async renderer => {
    // all of it from +x, the right of who looks at the front
    const src = skyOf(x => (x > 0.8 ? [4, 4, 4] : [0, 0, 0]));
    const ball: SceneInput['nodes'] = [{ geometry: { type: 'sphere' }, material: white }];
    for (const rotation of [0, 180] as const) {
      const seen = await picture(renderer, { nodes: ball, environment: { src, rotation }, background: '#000000' });
      const sides = { 0: at(seen, 0.85, 0.5)[0], 180: at(seen, 0.15, 0.5)[0] };
      const [lit, dark] = rotation === 0 ? [sides[0], sides[180]] : [sides[180], sides[0]];
      assert.ok(lit > 150 && dark < 20, `at ${rotation} degrees: lit ${lit}, dark ${dark}`);
    }
    // counter-clockwise seen from above: what came from the right comes from behind
    const behind = await picture(renderer, { nodes: ball, environment: { src, rotation: 90 }, background: '#000000' });
    const front = await picture(renderer, { nodes: ball, environment: { src, rotation: -90 }, background: '#000000' });
    assert.ok(at(behind, 0.5, 0.5)[0] < 20 && at(front, 0.5, 0.5)[0] > 150, 'behind, then in front');
  });
});

test('an environment casts shadows: what stands in its light is darker beside and below it, and no flat thing shades itself', async () => {
  await withRenderer(async renderer => {
    const floor: Part = { geometry: { type: 'plane', size: [4, 4] }, rotation: [-90, 0, 0], material: white };
    const box: Part = { geometry: { type: 'box' }, position: [0, 0.5, 0], material: white };
    const above: SceneInput['camera'] = { type: 'orthographic', orbit: [0, 90], margin: 0 };
    // from the right, rather low
    const environment = { src: skyOf((x, y) => (x > 0.75 && y > 0.2 ? [6, 6, 6] : [0.15, 0.15, 0.15])) };
    const grains: number[] = [];
    for (const sampling of ['standard', 'best'] as const) {
      const scene = { environment, camera: above, background: '#000000', output: { ...output, sampling } } as const;
      const open = await picture(renderer, { ...scene, nodes: [floor] });
      const places = Array.from({ length: 9 }, (_, at) => 0.1 + at * 0.1);
      const alone = places.flatMap(x => places.map(y => at(open, x, y)[0]));
      assert.ok(
        Math.max(...alone) - Math.min(...alone) <= 2,
        `${sampling}: a floor alone is even: ${Math.min(...alone)}–${Math.max(...alone)}`,
      );

      const covered = await picture(renderer, { ...scene, nodes: [floor, box] });
      const [left] = at(covered, 0.3, 0.5);
      const [right] = at(covered, 0.8, 0.5);
      assert.ok(linear(left) < linear(right) * 0.75, `${sampling}: behind the box ${left}, before it ${right}`);
      assert.ok(
        Math.abs(right - at(open, 0.8, 0.5)[0]) < 12,
        `${sampling}: before it as if it were not there: ${right}`,
      );
      grains.push(grainOf(covered));
    }
    for (const grain of grains) assert.ok(grain < 0.25, `a shadow has no grain: ${grains}`);
  });
});

test('in a cave of one colour, light takes on its colour', async () => {
  await withRenderer(async renderer => {
    const wall = (position: [number, number, number], rotation: [number, number, number], color: string): Part => ({
      geometry: { type: 'box', size: [2, 2, 0.1] },
      position,
      rotation,
      material: { ...white, color },
    });
    const seen = await picture(renderer, {
      environment: { src: skyOf(() => [0.6, 0.6, 0.6]) },
      background: '#000000',
      camera: { position: [0, 0, 4], target: [0, 0, 0], fov: 40 },
      nodes: [
        wall([0, 0, -1], [0, 0, 0], '#ff4020'),
        wall([-1, 0, 0], [0, 90, 0], '#ff4020'),
        wall([1, 0, 0], [0, 90, 0], '#ff4020'),
        wall([0, -1, 0], [90, 0, 0], '#ff4020'),
        wall([0, 1, 0], [90, 0, 0], '#ff4020'),
      ],
    });
    const [r, g] = at(seen, 0.5, 0.5);
    const alone = await picture(renderer, {
      environment: { src: skyOf(() => [0.6, 0.6, 0.6]) },
      background: '#000000',
      nodes: [wall([0, 0, 0], [0, 0, 0], '#ff4020')],
    });
    const [red, green] = at(alone, 0.5, 0.5);
    assert.ok(
      linear(g) / linear(r) < (linear(green) / linear(red)) * 0.8,
      `${r} ${g}, where a wall alone is ${red} ${green}`,
    );
  });
});

test('an edge between a lamp and the dark is smooth', async () => {
  await withRenderer(async renderer => {
    for (const sampling of ['standard', 'best'] as const) {
      const seen = await picture(renderer, {
        environment: 'none',
        background: '#000000',
        toneMapping: 'neutral',
        output: { ...output, sampling },
        nodes: [
          {
            geometry: { type: 'plane', size: [4, 4] },
            position: [0, 0, -1],
            material: { type: 'basic', color: '#202020' },
          },
          {
            geometry: { type: 'plane' },
            rotation: [0, 0, 8],
            material: { color: '#000000', emissive: '#ffffff', emissiveIntensity: 40 },
          },
        ],
        camera: { position: [0, 0, 3], target: [0, 0, 0], fov: 40 },
      });
      const levels = new Set<number>();
      let between = 0;
      for (let pixel = 0; pixel < seen.data.length; pixel += 4) {
        const value = seen.data[pixel] ?? 0;
        if (value <= 45 || value >= 240) continue;
        between++;
        levels.add(Math.round(value / 16));
      }
      // Resolved as light, one sample of the lamp's would make a pixel white: none would lie between.
      assert.ok(
        between > 40 && levels.size >= (sampling === 'best' ? 5 : 2),
        `${sampling}: ${between} pixels between, of ${levels.size} levels`,
      );
    }
  });
});

test.run();
