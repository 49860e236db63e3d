import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { chunkNames, put, putBundle } from './bundle-folder.ts';
import type { StagePage } from '../browser/stage-files.ts';

/** Bundles the stage into `dist/stage/`, with a digest of all that pictures depend on, which is the renderer's version. */
const root = new URL('../../', import.meta.url);
const dist = new URL('dist/stage/', root);

/** One copy of three.js: its addons import `three`, which has no WebGPU in it. */
const oneThree: Plugin = {
  name: 'one-three',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^three$/ }, () => ({ path: fileURLToPath(import.meta.resolve('three/webgpu')) })),
};

const path = (name: string) => fileURLToPath(new URL(name, root));

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(new URL(`${folder}/`, root))).toSorted().map(name => `${folder}/${name}`);
}

/** Files that pictures depend on besides the bundle. */
const alsoDrawn = [
  ...(await filesIn('renderer/light')),
  ...(await filesIn('renderer/encode')),
  'renderer/pipeline/frame-encoders.ts',
  'scenes/output-formats.ts',
  'node_modules/sharp/package.json',
];

/** All that a script imports before it runs, directly or not: the page preloads it. */
function importsOf(script: string, found: string[] = []): string[] {
  const output = Object.entries(metafile.outputs).find(([path]) => basename(path) === script)?.[1];
  for (const { kind, path } of output?.imports ?? []) {
    const name = basename(path);
    if (kind !== 'import-statement' || found.includes(name)) continue;
    found.push(name);
    importsOf(name, found);
  }
  return found;
}

const { outputFiles, metafile } = await build({
  entryPoints: {
    attest: path('renderer/stage/gpu/attest.ts'),
    stage: path('renderer/stage/main.ts'),
    'file-worker': path('renderer/stage/page/file-worker.ts'),
    'image-worker': path('renderer/stage/images/image-worker.ts'),
  },
  outdir: fileURLToPath(dist),
  write: false,
  metafile: true,
  bundle: true,
  minify: true,
  format: 'esm',
  // code that few scenes need comes in chunks that the first of them fetches
  splitting: true,
  chunkNames,
  target: 'chrome140',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [oneThree],
});
const written = outputFiles.toSorted((a, b) => (a.path < b.path ? -1 : 1));
await putBundle(dist, written);
const scripts = ['attest.js', 'stage.js'];
const imports = [...new Set(scripts.flatMap(script => importsOf(script)))];
await put(dist, 'page.json', JSON.stringify({ scripts, imports } satisfies StagePage));

const digest = createHash('sha256');
for (const { contents } of written) digest.update(contents);
for (const name of alsoDrawn) digest.update(await readFile(path(name)));
await put(dist, 'digest', digest.digest('hex'));
