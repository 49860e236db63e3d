import { fileURLToPath } from 'node:url';
import type { Asset } from '../../renderer/asset.ts';
import { findChrome } from '../../renderer/browser/chrome.ts';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import { enginesThere, gpuPolicies } from '../../renderer/engines/choice.ts';
import type { Frame } from '../../renderer/frame.ts';
import { openRenderer, type Renderer, type RendererOptions } from '../../renderer/renderer.ts';
import { parseScene } from '../../scenes/parse.ts';
import { referencesOf } from '../../scenes/references.ts';
import type { Scene, SceneInput } from '../../scenes/scene.ts';
import { createAssets } from '../../server/assets/assets.ts';
import { resolveAssets } from '../../server/assets/resolve.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

const models = fileURLToPath(new URL('../../scenes/models', import.meta.url));

/** Chrome as the tests use it; where there is none, a test that needs it fails. */
export const chromePath = await findChrome({ path: process.env['CHROME_PATH'], searchPath: process.env['PATH'] });

/** What draws in tests: the CPU's best engine that is there, unless GPU says otherwise. */
export const gpu = gpuPolicies.find(policy => policy === process.env['GPU']) ?? 'cpu';
/** The engine that this is, where its files are what they should be. */
export const [bestEngine] = (await enginesThere(gpu, lavapipeFiles.driver)).there;

/**
 * A renderer with one browser on the CPU, for as long as `work` takes.
 * @param options.replaced browsers that have to be replaced meanwhile: what fails once and is drawn by the next would not be noticed. Default: 0
 */
export async function withRenderer<T>(
  work: (renderer: Renderer) => Promise<T>,
  { replaced = 0, ...options }: Partial<RendererOptions> & { replaced?: number } = {},
): Promise<T> {
  const renderer = await openRenderer({
    chromePath,
    gpu,
    lavapipe: lavapipeFiles,
    browsers: 1,
    queueLimit: 8,
    timeout: 60_000,
    ...options,
  });
  try {
    await renderer.ready;
    const result = await work(renderer);
    const state = renderer.state();
    if (state.replaced !== replaced) throw new Error(`${state.replaced} browsers were replaced, and not ${replaced}`);
    return result;
  } finally {
    await renderer.close();
  }
}

export function sceneFrom(input: SceneInput): Scene {
  const parsed = parseScene(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
}

/** A scene's files, from the project's own models. */
export async function assetsOf(scene: Scene, root = models): Promise<ReadonlyMap<string, Asset>> {
  const assets = createAssets({ hosts: '*', root });
  try {
    return await resolveAssets(referencesOf(scene), assets, { signal: new AbortController().signal });
  } finally {
    await assets.close();
  }
}

/** Every frame of a scene. */
export async function draw(
  renderer: Renderer,
  input: SceneInput,
  signal = new AbortController().signal,
): Promise<Frame[]> {
  const scene = sceneFrom(input);
  return Array.fromAsync(framesOf(renderer.render({ scene, assets: await assetsOf(scene) }, signal)));
}
