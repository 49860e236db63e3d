import type { Asset, AssetFormat } from '../../renderer/asset.ts';
import type { Timings } from '../../renderer/contract.ts';
import type { Reference } from '../../scenes/references.ts';
import { Problem } from '../problems/problem.ts';
import { refuseFirst, warningsOfAbsent } from './absent.ts';
import type { Assets } from './assets.ts';
import { digestOf } from './digest.ts';
import { checkImage, imageUses } from './checks/images/image.ts';
import { sniff } from './checks/images/sniff.ts';
import { AssetFetcher } from './asset-fetcher.ts';
import { openModel } from './checks/models/opened.ts';
import type { Parts } from './sources/part.ts';
import { Refusal } from './refusal.ts';
import type { Source } from './source.ts';

export interface ResolveOptions {
  /** Ends everything, with its reason. */
  signal: AbortSignal;
  /** Files of the request's own multipart body, by name. */
  parts?: Parts | undefined;
  /** Told of the files that are there, of those known so far. */
  onFetched?: (done: number, of: number) => void;
  /** Gets the milliseconds of `fetch`, and of `check` with digests. */
  timings?: Timings;
}

/**
 * Fetches, checks and digests every file that a scene refers to, and those that they refer to. Equal places are
 * fetched once; the first file that cannot be used ends the whole.
 *
 * @param references files that the scene names, in any order; a `src` may come several times, also as different kinds
 * @returns the assets by `src`
 * @throws Problem of the area `file` that names the file and the fields
 */
export async function resolveAssets(
  references: readonly Reference[],
  assets: Assets,
  { signal, parts = new Map(), timings = {}, onFetched = () => {} }: ResolveOptions,
): Promise<ReadonlyMap<string, Asset>> {
  const started = performance.now();
  const failed = new AbortController();
  const fetcher = new AssetFetcher(assets, { parts, signal: AbortSignal.any([signal, failed.signal]), onFetched });
  const resolving = [...groupedBySrc(references)].map(async ([src, uses]): Promise<[string, Asset]> => {
    try {
      return [src, await resolveOne(src, uses, fetcher)];
    } catch (error) {
      const problem = problemOf(error, src, uses);
      failed.abort(problem);
      throw problem;
    }
  });
  // all have ended before this does: later failures have no other listener
  await Promise.allSettled(resolving);
  timings['fetch'] = fetcher.spent;
  timings['check'] = performance.now() - started - fetcher.spent;
  return new Map(await Promise.all(resolving));
}

function groupedBySrc(references: readonly Reference[]): Map<string, Reference[]> {
  return Map.groupBy(references, reference => reference.src);
}

async function resolveOne(src: string, uses: Reference[], fetcher: AssetFetcher): Promise<Asset> {
  const source = fetcher.locate(src);
  const bytes = await fetcher.read(source);
  const kinds = new Set(uses.map(use => use.kind));
  if (kinds.has('texture')) checkImage(bytes, imageUses.picture);
  if (kinds.has('environment')) checkImage(bytes, imageUses.light);
  if (kinds.has('model')) return await resolveModel(src, bytes, source, fetcher, mayLack(uses));
  return assetOf(src, bytes, formatOf(bytes));
}

/** Whether every use of a model accepts missing files. */
function mayLack(uses: Reference[]): boolean {
  return uses.every(({ kind, missing }) => kind !== 'model' || missing === 'substitute');
}

async function resolveModel(
  src: string,
  bytes: Uint8Array,
  source: Source,
  fetcher: AssetFetcher,
  mayLackFiles: boolean,
): Promise<Asset> {
  const { format, beside, absent, warnings } = await openModel(src, bytes, uri => readWithin(uri, source, fetcher));
  if (!mayLackFiles) refuseFirst(absent);
  const files = new Map([...beside].map(([uri, content]) => [uri, assetOf(uri, content, formatOf(content))]));
  return {
    ...assetOf(src, bytes, format, files, absent),
    ...(mayLackFiles && { absent: [...absent.keys()] }),
    warnings: [...warnings, ...warningsOfAbsent(absent)],
  };
}

async function readWithin(uri: string, model: Source, fetcher: AssetFetcher): Promise<Uint8Array> {
  try {
    return await fetcher.read(fetcher.locateWithin(uri, model));
  } catch (error) {
    throw error instanceof Refusal ? error.about(uri) : error;
  }
}

function assetOf(
  src: string,
  bytes: Uint8Array,
  format: AssetFormat,
  files: ReadonlyMap<string, Asset> = new Map(),
  absent?: ReadonlyMap<string, Refusal>,
): Asset {
  return { src, format, digest: digestOf(bytes, files, absent), bytes, files };
}

function formatOf(bytes: Uint8Array): AssetFormat {
  return sniff(bytes) ?? 'bin';
}

/** The problem that the user reads: it names the file and all fields that refer to it. */
function problemOf(error: unknown, src: string, uses: Reference[]): unknown {
  const faults = (detail: string) => uses.map(({ pointer }) => ({ pointer, detail }));
  if (error instanceof Refusal) {
    const detail = error.sentence(src);
    return new Problem(error.code, detail, { errors: faults(detail), cause: error });
  }
  if (!(error instanceof Problem) || error.errors.length > 0) return error;
  return error.with({ errors: faults(error.message) });
}
