import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asset } from '../asset.ts';
import type { RendererParts } from './parts.ts';

/** Textured models in the default environment with a contact shadow, as most are: one with a normal map, one without. */
const models = ['sneaker.glb', 'mug.glb'];
/** Small, as shaders take the same time for every size. */
const output = { width: 64, height: 64, format: 'webp' };

/** Milliseconds in which whoever waited for the service may ask first: their picture warms it up as well. */
const delay = 1000;

/**
 * Draws what most scenes need while nobody waits: shaders are compiled, environments unpacked and encoders loaded before the first
 * request. Ends as soon as there is one. Never rejects: what goes wrong here is told to whoever asks next.
 * @returns whether the next browser is to be warmed up as well
 */
export async function warmUp(parts: RendererParts, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(delay, undefined, { signal, ref: false });
    for (const src of models) await renderAside(parts, src, signal);
    return true;
  } catch {
    return false;
  }
}

async function renderAside(parts: RendererParts, src: string, signal: AbortSignal): Promise<void> {
  const [{ renderScene }, { parseScene }] = await Promise.all([import('./render.ts'), import('../../scenes/parse.ts')]);
  const bytes = await readFile(new URL(`../../scenes/models/${src}`, import.meta.url));
  const scene = parseScene({ model: src, output });
  if (!scene.ok) throw new Error(`the scene for warming up is invalid: ${JSON.stringify(scene.faults)}`);
  const { idle, waiting } = parts.pool.state();
  if (idle === 0 || waiting > 0) return;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const asset: Asset = { src, format: 'glb', digest, bytes, files: new Map() };
  const request = { scene: scene.value, assets: new Map([[src, asset]]), client: 'warm-up' };
  for await (const _ of renderScene(parts, request, signal));
}
