import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openapi } from '../../../server/description/document.ts';
import { examples } from '../../../server/description/examples.ts';
import { clientTypes } from '../../support/client-types.ts';

const compiler = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));

/** What somebody writes against the types: it compiles, and what is marked does not. */
const program = `
import type { components, operations, paths } from './client.ts';
type Scene = components['schemas']['Scene'];
type Body = NonNullable<paths['/renders']['post']['requestBody']>['content']['application/json'];

export const body: Body = { model: 'chair.glb' };
export const scenes: Scene[] = [
  { model: 'chair.glb' },
  { model: 'chair.glb', title: 'Oak', camera: { orbit: [30, 15] }, output: { format: 'webp' }, environment: 'room' },
  { nodes: [{ geometry: { type: 'box' }, material: { color: '#c32' } }, { light: { type: 'point' } }] },
${examples.map(({ text }) => `  ${text},`).join('\n')}
];
// @ts-expect-error a field that there is not
export const misspelt: Scene = { model: 'chair.glb', camra: {} };
// @ts-expect-error a format that there is not
export const wrong: Scene = { model: 'chair.glb', output: { format: 'gif' } };
// @ts-expect-error a geometry without its kind
export const kindless: Scene = { nodes: [{ geometry: { radius: 2 } }] };

export const query: operations['getThumbnail']['parameters']['query'] = { src: 'chair.glb', w: 256, dpr: 2 };

export function read(render: components['schemas']['Render']): [string, number, boolean, string | undefined] {
  const [frame] = render.frames;
  return [frame?.url ?? '', frame?.width ?? 0, frame?.alpha ?? false, render.warnings?.[0]?.code];
}
`;

test('types made of the document take a small scene and every example, and refuse what is wrong', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  try {
    await writeFile(
      join(folder, 'client.ts'),
      await clientTypes(openapi({ origin: 'https://x.example', keyed: false })),
    );
    await writeFile(join(folder, 'program.ts'), program);
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--allowImportingTsExtensions'];
    const { status, stdout } = spawnSync(compiler, [...options, 'program.ts'], { cwd: folder, encoding: 'utf8' });
    assert.is(status, 0, stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.run();
