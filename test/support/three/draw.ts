import type { Frame } from '../../../renderer/frame.ts';
import type { Renderer } from '../../../renderer/renderer.ts';
import { referencesOf } from '../../../scenes/references.ts';
import { createAssets } from '../../../server/assets/assets.ts';
import { resolveAssets } from '../../../server/assets/resolve.ts';
import { modelSubmission } from '../../../server/submission/submission.ts';
import { framesOf } from '../../../renderer/pipeline/events.ts';

/** The picture of a body that is three.js JSON, as `POST /renders` would draw it. */
export async function drawBody(renderer: Renderer, body: object, query: string): Promise<Frame> {
  const bytes = Buffer.from(JSON.stringify(body));
  const { scene, parts } = await modelSubmission('body.json', bytes, {
    parts: new Map(),
    query: new URLSearchParams(query),
    format: undefined,
  });
  const signal = new AbortController().signal;
  const assets = createAssets({ hosts: '' });
  try {
    const files = await resolveAssets(referencesOf(scene), assets, { signal, parts });
    const [frame] = await Array.fromAsync(framesOf(renderer.render({ scene, assets: files }, signal)));
    if (!frame) throw new Error('there is no frame');
    return frame;
  } finally {
    await assets.close();
  }
}
