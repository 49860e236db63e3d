import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';
import { Problem } from '../../../server/problems/problem.ts';
import { resolveOne, withAssets } from './refused.ts';

/** Real files that are no part of the project: used where they lie beside it. */
const handed = fileURLToPath(new URL('../../../../shared/data/handed', import.meta.url));
const index = z.array(z.object({ name: z.string(), main: z.string() }));
/** What is there to be refused says so by its name. */
const invalid = /^(gltf1|unsupported|badtypes|invalid|recursive)/;
/** Environments that three.js' loader cannot show: depth, whole numbers, a channel alone. */
const noLight = ['edge-depth32f.exr', 'edge-envmap-latlong.exr', 'edge-rg32ui.exr'];

const skip = existsSync(handed) ? undefined : `no real files at ${handed}`;
if (skip) console.log(`skipped: ${skip}`);

function real(name: string, run: () => Promise<void>): void {
  if (skip) test.skip(name, run);
  else test(name, run);
}

async function codeOf(resolving: Promise<unknown>): Promise<string> {
  try {
    await resolving;
    return 'fine';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

real('of the models handed, the valid come through and the others are refused', async () => {
  const models = index.parse(JSON.parse(await readFile(`${handed}/gltf/index.json`, 'utf8')));
  assert.ok(models.length > 40);
  await withAssets({ hosts: '', root: `${handed}/gltf` }, async assets => {
    for (const { name, main } of models) {
      const code = await codeOf(resolveOne(`${name}/${main}`, assets));
      assert.is(code === 'fine', !invalid.test(name), `${name}: ${code}`);
    }
  });
});

real('the models of the fidelity scenes come through', async () => {
  const root = `${handed}/fidelity/models`;
  const models = (await readdir(root, { recursive: true })).filter(path => /\.gl(b|tf)$/.test(path));
  assert.ok(models.length > 20);
  await withAssets({ hosts: '', root }, async assets => {
    for (const model of models) assert.is(await codeOf(resolveOne(model, assets)), 'fine', model);
  });
});

real('of the environments handed, those that give light come through', async () => {
  const root = `${handed}/hdr`;
  const files = (await readdir(root)).filter(path => /\.(hdr|exr)$/.test(path));
  assert.ok(files.length > 10);
  await withAssets({ hosts: '', root }, async assets => {
    for (const file of files) {
      const code = await codeOf(resolveOne(file, assets, 'environment'));
      assert.is(code, noLight.includes(file) ? 'environment_invalid' : 'fine', file);
    }
  });
});

test.run();
