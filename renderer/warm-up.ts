import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Asset } from './asset.ts';
import type { DrawingRoom } from './draw.ts';

const src = 'chair.glb';
const model = new URL(`../scenes/models/${src}`, import.meta.url);

/**
 * What most requests have in common: a textured model in the studio's light, on the shadow of its contact. Small, as shaders take the
 * same time for every size.
 */
const common = { model: src, output: { width: 64, height: 64, format: 'webp' } };

/**
 * Has a browser that nobody waits for draw what most scenes need: shaders are compiled, light is unpacked and encoders are loaded
 * before anybody asks. Fails with nothing: what goes wrong here will be told to who asks.
 * @returns whether it is worth doing again, for the next browser
 */
export async function warmUp(room: DrawingRoom, signal: AbortSignal): Promise<boolean> {
  try {
    const [{ drawScene }, { parseScene }] = await Promise.all([import('./draw.ts'), import('../scenes/parse.ts')]);
    const [bytes] = await Promise.all([readFile(model), turn()]);
    const scene = parseScene(common);
    const { idle, waiting } = room.pool.state();
    if (!scene.ok) return false;
    if (idle === 0 || waiting > 0) return true;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const asset: Asset = { src, format: 'glb', digest, bytes, files: new Map() };
    const request = { scene: scene.value, assets: new Map([[src, asset]]), client: 'warm-up' };
    for await (const _ of drawScene(room, request, signal));
    return true;
  } catch {
    return false;
  }
}
