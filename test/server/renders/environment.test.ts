import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../../scenes/scene.ts';
import { pictureOf, problemOf } from '../../support/answers.ts';
import { at, decode, type Pixel, type Pixels } from '../../support/pixels.ts';
import { openTestService, type TestService, withService } from '../../support/service.ts';
import { hdr } from '../assets/make-image.ts';

/** A quarter of the horizon each: to three.js the middle of an equirect is +x, and u grows towards +z. */
const sides = { east: 'red', south: 'green', west: 'blue', north: 'dark' } as const;
type Hue = 'red' | 'green' | 'blue' | 'dark';
const bright: Record<Hue, [r: number, g: number, b: number]> = {
  red: [200, 0, 0],
  green: [0, 200, 0],
  blue: [0, 0, 200],
  dark: [0, 0, 0],
};

/** A Radiance picture with one colour to each side, or with one to all. */
function compass(everywhere?: Hue, width = 64, height = 32): Buffer {
  const rows = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // u 0.5 is east (+x), 0.75 south (+z), 0 west (−x), 0.25 north (−z)
      const quarter = Math.floor(((x + 0.5) / width) * 4 + 0.5) % 4;
      const side = (['west', 'north', 'east', 'south'] as const)[quarter] ?? 'north';
      // the exponent 129 is a factor of 1/128
      rows.set([...bright[everywhere ?? sides[side]], 129], (y * width + x) * 4);
    }
  return hdr(width, height, { rows });
}

const root = await mkdtemp(join(tmpdir(), 'light-'));
await writeFile(join(root, 'compass.hdr'), compass());
await writeFile(join(root, 'same.hdr'), compass());
await writeFile(join(root, 'evening.hdr'), compass('red'));
const service = await openTestService({ ASSET_ROOT: root });
const picture = { accept: 'image/*' };

/** A white ball, seen from the south (+z): its right side is lit from the east. */
function ball(rotation: number, over: SceneInput = {}): SceneInput {
  return {
    nodes: [{ geometry: { type: 'sphere' }, material: { roughness: 1 } }],
    camera: { orbit: [0, 0], margin: 0 },
    environment: { src: 'compass.hdr', rotation },
    background: '#000000',
    toneMapping: 'linear',
    output: { width: 96, height: 96 },
    ...over,
  };
}

async function drawn(scene: SceneInput, by: TestService = service): Promise<Pixels> {
  return decode(await pictureOf(by.render(scene, picture), 'image/png', 201));
}

function hueOf([red, green, blue]: Pixel): Hue {
  if (Math.max(red, green, blue) < 40) return 'dark';
  if (red > green && red > blue) return 'red';
  return green > blue ? 'green' : 'blue';
}

/** Counter-clockwise seen from above: east goes to the north, south to the east. */
const turned: [rotation: number, left: Hue, middle: Hue, right: Hue][] = [
  [0, 'blue', 'green', 'red'],
  [90, 'dark', 'blue', 'green'],
  [180, 'red', 'dark', 'blue'],
  [270, 'green', 'red', 'dark'],
  [-90, 'green', 'red', 'dark'],
];

for (const [rotation, left, middle, right] of turned)
  test(`a ball is lit from the right sides at rotation ${rotation}`, async () => {
    const pixels = await drawn(ball(rotation, { exposure: 1.01 + rotation / 1e5 }));
    const seen = [0.06, 0.5, 0.94].map(x => at(pixels, x, 0.5));
    const expected = [left, middle, right];
    for (const [index, hue] of expected.entries()) {
      const pixel = seen[index] ?? [0, 0, 0, 0];
      // a rough ball also gets some of its neighbours' light, so dark is only darker
      if (hue === 'dark') continue;
      assert.is(hueOf(pixel), hue, `${rotation}: ${JSON.stringify(seen)}`);
    }
    const dark = expected.indexOf('dark');
    if (dark < 0) return;
    const brightness = seen.map(pixel => Math.max(...pixel.slice(0, 3)));
    assert.is(brightness.indexOf(Math.min(...brightness)), dark, JSON.stringify(seen));
  });

/** Looking to each side from the middle, past a speck that is in view. */
const directions = { east: [1, 0, 0], south: [0, 0, 1], west: [-1, 0, 0], north: [0, 0, -1] } as const;

for (const [rotation, shown] of [
  [0, { east: 'red', south: 'green', west: 'blue', north: 'dark' }],
  [90, { east: 'green', south: 'blue', west: 'dark', north: 'red' }],
] as const)
  test(`as the background it is seen where it lights from, at rotation ${rotation}`, async () => {
    for (const [side, direction] of Object.entries(directions)) {
      const [x, y, z] = direction;
      const scene = ball(rotation, {
        nodes: [{ geometry: { type: 'sphere', radius: 0.01 }, position: [x, y - 0.4, z] }],
        camera: { position: [0, 0, 0], target: [x, y, z], fov: 50 },
        background: 'environment',
      });
      const hue = hueOf(at(await drawn(scene), 0.5, 0.5));
      assert.is(hue, shown[side as keyof typeof shown], side);
    }
  });

test('intensity is a factor of its light', async () => {
  const scene = (intensity: number) => ball(0, { environment: { src: 'compass.hdr', intensity } });
  const [whole, half] = [await drawn(scene(0.5)), await drawn(scene(0.25))].map(pixels => at(pixels, 0.5, 0.5)[1]);
  const linear = (value = 0) => ((value / 255 + 0.055) / 1.055) ** 2.4;
  const ratio = linear(whole) / linear(half);
  assert.ok(ratio > 1.85 && ratio < 2.15, `${whole} ${half} ${ratio}`);
});

/** What is kept of light, once it is so many: it is kept after the picture was answered. */
async function lights(count: number): Promise<string[]> {
  for (const from = performance.now(); ; await sleep(20)) {
    const found = await readdir(join(service.store, 'light')).catch(() => []);
    if (found.length >= count || performance.now() - from > 5000) return found;
  }
}
/** Another process, whose browser has prefiltered nothing yet, over the same store. */
const later = (use: (other: TestService) => Promise<void>) =>
  withService({ ASSET_ROOT: root, STORE: service.store }, use);

test('what was prefiltered is kept by its bytes, whatever the file is called', async () => {
  assert.is((await lights(1)).length, 1);
  await drawn(ball(0, { environment: { src: 'same.hdr', rotation: 12 } }));
  await sleep(200);
  assert.is((await lights(1)).length, 1);
});

test('light from the store lights as light that was just made', async () => {
  const scene = ball(45, { background: '#445566' });
  const here = await drawn(scene);
  await rm(join(service.store, 'renders'), { recursive: true });
  await later(async other => assert.equal((await drawn(scene, other)).data, here.data));
});

test('light of which half is left is made anew, and replaced', async () => {
  const scene = ball(77, { background: '#112233' });
  const here = await drawn(scene);
  const [name = ''] = await lights(1);
  const kept = join(service.store, 'light', name);
  const whole = await readFile(kept);
  await writeFile(kept, whole.subarray(0, whole.length >> 1));
  await rm(join(service.store, 'renders'), { recursive: true });
  await later(async other => {
    assert.equal((await drawn(scene, other)).data, here.data);
    assert.is(await other.metric('darkroom_light_failures_total{operation="get"}'), 1);
    for (const from = performance.now(); !(await readFile(kept)).equals(whole); await sleep(20))
      assert.ok(performance.now() - from < 5000, 'it was replaced');
  });
});

test('another process takes it from there, and does not make it again', async () => {
  const [compassLight = ''] = await lights(1);
  await drawn(ball(0, { environment: { src: 'evening.hdr' } }));
  const evening = (await lights(2)).find(name => name !== compassLight) ?? '';
  // what is drawn with the other's light was not prefiltered anew
  await copyFile(join(service.store, 'light', evening), join(service.store, 'light', compassLight));
  await later(async other => {
    const pixels = await drawn(ball(0, { background: '#332211' }), other);
    for (const x of [0.06, 0.5, 0.94]) assert.is(hueOf(at(pixels, x, 0.5)), 'red');
  });
});

test('a file that is no environment says so at its field', async () => {
  await writeFile(join(root, 'cut.hdr'), compass().subarray(0, 3000));
  const told = await problemOf(
    service.render(ball(0, { environment: { src: 'cut.hdr' } })),
    422,
    'environment_invalid',
  );
  assert.match(told.detail, 'cut.hdr');
  assert.equal(
    told.errors?.map(({ pointer }) => pointer),
    ['/environment/src'],
  );
});

test('closing leaves no browser', async () => {
  await service.close();
  await rm(root, { recursive: true });
});

test.run();
