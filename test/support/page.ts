import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { openBrowser } from '../../renderer/browser/browser.ts';
import { profileOf } from '../../renderer/browser/profile.ts';
import { stageFiles } from '../../renderer/browser/stage-files.ts';
import { type StageServer, startStageServer } from '../../renderer/browser/stage-server.ts';
import type { StageJob } from '../../renderer/contract.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { assetsOf, chromePath, sceneFrom } from './studio.ts';

/** Calls what a page offers by that name. */
export type Call = (name: string, ...args: unknown[]) => Promise<unknown>;

export interface TestPage {
  call: Call;
  server: StageServer;
}

/** One copy of three.js, as the stage is built. */
const oneThree: Plugin = {
  name: 'one-three',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^three$/ }, () => ({ path: fileURLToPath(import.meta.resolve('three/webgpu')) })),
};

async function bundled(script: URL): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(script)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome140',
    logLevel: 'warning',
    plugins: [oneThree],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/**
 * A page of Chrome for as long as `work` takes, on the engine that every machine has, and of which a canvas can be read.
 * @param script of a test, which sets `globalThis.stage`; the stage's own where none is given
 */
export async function withPage<T>(work: (page: TestPage) => Promise<T>, script?: URL): Promise<T> {
  const { files, page } = await stageFiles();
  const own = script && (await bundled(script));
  const server = await startStageServer(
    own
      ? { files: new Map([...files, ['test.js', async () => own]]), page: { scripts: ['test.js'], imports: [] } }
      : { files, page },
  );
  const browser = await openBrowser({ chromePath, profile: profileOf('swiftshader'), page: server.page });
  try {
    return await work({ call: browser.call as Call, server });
  } finally {
    await browser.kill();
    await server.close();
  }
}

/** A job of a scene whose models name no other files, from the project's own. */
export async function jobOf(server: StageServer, input: SceneInput, more: object = {}): Promise<StageJob> {
  const scene = { ...sceneFrom(input), ...more };
  const assets = await assetsOf(scene);
  const staged = [...assets].map(([src, { bytes, format, digest }]) => {
    return [src, { url: server.offer(bytes), format, digest, files: {}, toleratesMissingFiles: false }] as const;
  });
  return { scene, assets: Object.fromEntries(staged) };
}
