import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PassedOver } from '../../renderer/engines/choice.ts';
import type { Frame } from '../../renderer/frame.ts';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import type { LavapipeFiles } from '../../renderer/browser/profile.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { browsersOf } from '../support/processes.ts';
import { cube } from '../support/small.ts';
import { draw, withRenderer } from '../support/studio.ts';

const isThere = existsSync(lavapipeFiles.driver);
if (!isThere) console.log(`skipped: what lavapipe draws and how it fails, as there is no ${lavapipeFiles.driver}`);
const onLavapipe = isThere ? test : test.skip;

/** Runs `work` with lavapipe's driver and a folder of shaders that is gone afterwards. */
async function withShaders(work: (lavapipe: LavapipeFiles) => Promise<void>): Promise<void> {
  const cache = await mkdtemp(join(tmpdir(), 'shaders-'));
  try {
    await work({ ...lavapipeFiles, cache });
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

let hue = 0x104080;
const another = () =>
  cube(`#${(hue++).toString(16).padStart(6, '0')}`, {
    ground: 'none',
    output: { width: 64, height: 64, sampling: 'draft' },
  });
const engineOf = ([frame]: readonly Frame[]) => frame?.device.engine;

/** Draws what takes a moment, and ends the GPU's process meanwhile, as a crash of its driver would. */
async function drawThroughCrash(renderer: Renderer): Promise<Frame[]> {
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 6000 && !isSo(); tries++) await sleep(10);
  };
  await until(() => renderer.state().idle === 1);
  const drawing = draw(renderer, {
    nodes: [{ geometry: { type: 'torusKnot' }, material: { color: `#${(hue++).toString(16).padStart(6, '0')}` } }],
    ground: 'none',
    output: { width: 200, height: 200, sampling: 'best' },
  });
  await until(() => renderer.state().busy === 1);
  const found = (await browsersOf()).filter(({ command }) => command.includes('--type=gpu-process'));
  assert.ok(found.length > 0, 'there is such a process');
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
  return drawing;
}

test('without its files lavapipe is passed over, and SwiftShader draws', () =>
  withRenderer(
    async renderer => {
      assert.is(engineOf(await draw(renderer, another())), 'swiftshader');
      assert.equal(renderer.engine(), {
        engine: 'swiftshader',
        passedOver: [{ engine: 'lavapipe', reason: 'there is no /nowhere/lavapipe.json' }],
      });
    },
    { gpu: 'cpu', lavapipe: { ...lavapipeFiles, driver: '/nowhere/lavapipe.json' } },
  ));

test('where only SwiftShader is asked for, nothing else is looked for', () =>
  withRenderer(
    async renderer => {
      assert.is(engineOf(await draw(renderer, another())), 'swiftshader');
      assert.equal(renderer.engine(), { engine: 'swiftshader', passedOver: [] });
    },
    { gpu: 'software' },
  ));

onLavapipe('lavapipe draws where its files are, and keeps the shaders that it compiled', () =>
  withShaders(lavapipe =>
    withRenderer(
      async renderer => {
        assert.is(engineOf(await draw(renderer, another())), 'lavapipe');
        assert.equal(renderer.engine(), { engine: 'lavapipe', passedOver: [] });
        const kept = await readdir(lavapipe.cache, { recursive: true });
        assert.ok(kept.length > 1, kept.join(', '));
      },
      { gpu: 'cpu', lavapipe },
    ),
  ),
);

onLavapipe('what its driver dies at is drawn by SwiftShader; after the third in a row all is, and that is told', () =>
  withShaders(async lavapipe => {
    const told: PassedOver[] = [];
    const onPassedOver = (passedOver: PassedOver) => void told.push(passedOver);
    await withRenderer(
      async renderer => {
        assert.is(engineOf(await drawThroughCrash(renderer)), 'swiftshader');
        assert.is(engineOf(await draw(renderer, another())), 'lavapipe', 'what comes between two deaths');
        for (let time = 0; time < 3; time++) {
          assert.equal(told, []);
          assert.is(engineOf(await drawThroughCrash(renderer)), 'swiftshader', `death ${time + 1}`);
        }
        assert.is(told.length, 1);
        assert.match(
          told[0]?.reason ?? '',
          /^it failed 3 times in a row, the last time so: .*(lost|dropped|ended|crashed)/,
        );
        assert.is(engineOf(await draw(renderer, another())), 'swiftshader');
        assert.is(renderer.engine().engine, 'swiftshader');
      },
      // the fifth had not failed, and was on lavapipe
      { gpu: 'cpu', lavapipe, onPassedOver, replaced: 5 },
    );
  }),
);

/** What may be wrong with compiled shaders that were kept. */
const spoilt: Readonly<Record<string, (file: string) => Promise<void>>> = {
  garbage: file => writeFile(file, Buffer.alloc(100_000, 0xa5)),
};

for (const [what, spoil] of Object.entries(spoilt))
  onLavapipe(`kept shaders of which ${what} is left: the picture is right all the same`, () =>
    withShaders(async lavapipe => {
      const scene = another();
      const right = await withRenderer(renderer => draw(renderer, scene), { gpu: 'cpu', lavapipe });
      for (const entry of await readdir(lavapipe.cache, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) await spoil(join(entry.parentPath, entry.name));
      const found = await withRenderer(renderer => draw(renderer, scene), { gpu: 'cpu', lavapipe });
      assert.ok(Buffer.from(right[0]?.bytes ?? []).equals(found[0]?.bytes ?? Buffer.of()));
    }),
  );

onLavapipe('a folder for shaders that cannot be written to: a copy is used, and taken away', async () => {
  // root may write anywhere but below what is no folder
  const cache = '/dev/null/shaders';
  const copies = async () => (await readdir(tmpdir())).filter(name => name.startsWith('darkroom-shaders-'));
  const before = await copies();
  await withRenderer(
    async renderer => {
      assert.is(engineOf(await draw(renderer, another())), 'lavapipe');
      assert.is((await copies()).length, before.length + 1);
    },
    { gpu: 'cpu', lavapipe: { ...lavapipeFiles, cache } },
  );
  assert.equal(await copies(), before);
});

test.run();
