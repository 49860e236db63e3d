import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';
import type { Renderer } from '../../renderer/renderer.ts';
import { RenderError } from '../../renderer/error.ts';
import { Problem } from '../../server/problems/problem.ts';
import { assetsOf, sceneFrom, withRenderer } from '../support/studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

/**
 * Real models, each of one feature, which no checkout has: every valid one is drawn with something to be seen, every invalid one refused
 * by its name, and soon.
 */
const handed = fileURLToPath(new URL('../../../shared/data/handed/gltf', import.meta.url));
const index = z.array(z.object({ name: z.string(), main: z.string() }));
/** What is there to be refused says so by its name; of an empty scene there is nothing to be seen. */
const refused: Readonly<Record<string, string>> = {
  'gltf1-box': 'gltf_version',
  'unsupported-required-ext': 'gltf_extension_unsupported',
  'scene-without-nodes': 'nothing_in_view',
  'recursive-nodes': 'gltf_invalid',
  'badtypes-array': 'gltf_invalid',
  'invalid-json': 'asset_not_a_model',
};
/** Milliseconds in which what is wrong is said. */
const patience = 2000;

async function outcome(renderer: Renderer, src: string): Promise<string> {
  const scene = sceneFrom({
    model: src,
    background: '#808080',
    ground: 'none',
    output: { width: 128, height: 128, sampling: 'draft', format: 'png' },
  });
  try {
    const assets = await assetsOf(scene, handed);
    const [frame] = await Array.fromAsync(framesOf(renderer.render({ scene, assets }, new AbortController().signal)));
    const { channels } = await sharp(frame?.bytes).stats();
    return channels.some(({ stdev }) => stdev > 2) ? 'drawn' : 'blank';
  } catch (error) {
    if (error instanceof Problem || error instanceof RenderError) return error.code;
    throw error;
  }
}

const name = 'of the models handed, each valid one is drawn and each other is refused for its reason';
if (existsSync(handed))
  test(name, async () => {
    const models = index.parse(JSON.parse(await readFile(`${handed}/index.json`, 'utf8')));
    assert.ok(models.length > 40);
    await withRenderer(async renderer => {
      for (const { name, main } of models) {
        const started = performance.now();
        const result = await outcome(renderer, `${name}/${main}`);
        const took = performance.now() - started;
        assert.is(result, refused[name] ?? 'drawn', name);
        if (refused[name]) assert.ok(took < patience, `${name} was refused after ${took} ms`);
      }
    });
  });
else {
  console.log(`skipped: no real files at ${handed}`);
  test.skip(name, () => {});
}

test.run();
