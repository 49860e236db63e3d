import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/**
 * Bundles the stage into `dist/stage/`, with a digest of it: what the renderer is called by, since the same bundle makes the
 * same pictures.
 */
const root = new URL('../', import.meta.url);
const dist = new URL('dist/stage/', root);

/** One copy of three.js: its addons import `three`, which has no WebGPU in it. */
const oneThree: Plugin = {
  name: 'one-three',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^three$/ }, () => ({ path: fileURLToPath(import.meta.resolve('three/webgpu')) })),
};

const path = (name: string) => fileURLToPath(new URL(name, root));

await build({
  entryPoints: { stage: path('renderer/stage/main.ts'), 'file-worker': path('renderer/stage/file-worker.ts') },
  outdir: fileURLToPath(dist),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'chrome140',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [oneThree],
});
await mkdir(dist, { recursive: true });
const digest = createHash('sha256').update(await readFile(new URL('stage.js', dist)));
await writeFile(new URL('digest', dist), digest.digest('hex'));
