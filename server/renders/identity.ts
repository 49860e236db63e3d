import { createHash } from 'node:crypto';
import type { Asset } from '../../renderer/asset.ts';
import { canonical } from '../../scenes/canonical.ts';
import type { Scene } from '../../scenes/scene.ts';

/**
 * A render's id: a digest of the scene, the bytes of its assets and the renderer. Where a file came from is no part of it, so a
 * URL that is signed again each day is the same render.
 * The order of the views is part of it, which sorted keys would lose: the first is sent where one picture is asked for.
 * @returns 40 hex digits
 */
export function renderId(scene: Scene, assets: ReadonlyMap<string, Asset>, rendererVersion: string): string {
  const from = [rendererVersion, ...[...assets].map(([src, { digest }]) => `${digest} ${src}`)].join('\n');
  const last = lastIds.get(scene);
  if (last?.from === from) return last.id;
  const id = makeId(scene, assets, rendererVersion);
  lastIds.set(scene, { from, id });
  return id;
}

/** Ids of scenes that were asked for lately, so that their JSON is not made again. */
const lastIds = new WeakMap<Scene, { from: string; id: string }>();

function makeId(scene: Scene, assets: ReadonlyMap<string, Asset>, rendererVersion: string): string {
  const described = JSON.parse(JSON.stringify(scene), (key, value: unknown) =>
    key === 'src' && typeof value === 'string' ? (assets.get(value)?.digest ?? value) : value,
  );
  return createHash('sha256')
    .update([rendererVersion, canonical(Object.keys(scene.views)), canonical(described)].join('\n'))
    .digest('hex')
    .slice(0, 40);
}
