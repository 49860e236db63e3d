import * as assert from 'uvu/assert';
import type { Asset } from '../../../renderer/asset.ts';
import type { Reference } from '../../../scenes/references.ts';
import { type Assets, type AssetsOptions, createAssets } from '../../../server/assets/assets.ts';
import { Refusal } from '../../../server/assets/refusal.ts';
import { resolveAssets } from '../../../server/assets/resolve.ts';
import { Problem } from '../../../server/problems/problem.ts';

type Kind = Reference['kind'];

/** Runs with a service's assets, and closes them after. */
export async function withAssets<T>(options: AssetsOptions, use: (assets: Assets) => Promise<T>): Promise<T> {
  const assets = createAssets(options);
  try {
    return await use(assets);
  } finally {
    await assets.close();
  }
}

/** The one asset that a `src` resolves to. */
export async function resolveOne(
  src: string,
  assets: Assets,
  kind: Kind = 'model',
  parts?: ReadonlyMap<string, Uint8Array>,
): Promise<Asset> {
  const found = await resolveAssets([{ src, kind, pointer: `/${kind}` }], assets, {
    signal: new AbortController().signal,
    parts,
  });
  const asset = found.get(src);
  if (!asset) throw new Error(`no asset for ${src}`);
  return asset;
}

/** The problem that comes instead of an asset, held against its status and code. */
export async function refused(resolving: Promise<unknown>, status: number, code: string): Promise<Problem> {
  const problem = await resolving.then(
    () => assert.unreachable(`came through, instead of ${code}`),
    (error: unknown) => error,
  );
  if (!(problem instanceof Problem)) throw problem;
  assert.equal([problem.status, problem.code], [status, code], problem.message);
  return problem;
}

/** The refusal that a check throws, held against its code. */
export function refusal(check: () => unknown, code: string): Refusal {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    assert.is(error.code, code, error.says);
    return error;
  }
  throw new Error(`came through, instead of ${code}`);
}
