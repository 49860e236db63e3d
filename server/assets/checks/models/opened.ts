import type { ModelFormat } from '../../../../renderer/asset.ts';
import type { FileWarning } from '../../../../renderer/warning.ts';
import { ownDigest } from '../../digest.ts';
import { Refusal } from '../../refusal.ts';
import { kindOf } from './kind-of.ts';
import type { Beside, ReadBeside } from '../model-kind.ts';
import { refuseOverflow } from '../refuse.ts';

/** Result of a model that passed its checks; it stays valid while the files that they read are unchanged. */
interface Verdict {
  src: string;
  format: ModelFormat;
  /** Digest, or code of the refusal, of each file that the checks requested. */
  asked: ReadonlyMap<string, string>;
  /** URIs of the files beside the model, by the names that the model has for them. */
  beside: ReadonlyMap<string, string>;
  absent: ReadonlyMap<string, Refusal>;
  warnings: readonly FileWarning[];
}

export interface OpenedModel {
  format: ModelFormat;
  /** Files that it refers to, by the names that it has for them. */
  beside: Files;
  /** Missing files that it can be drawn without, with the reason. */
  absent: ReadonlyMap<string, Refusal>;
  warnings: readonly FileWarning[];
}

type Files = ReadonlyMap<string, Uint8Array>;

/** By the bytes themselves, so that a result is dropped with them. */
const verdicts = new WeakMap<Uint8Array, Verdict>();

/**
 * Checks a model and reads the files beside it. The same bytes are checked once, as long as the files beside them are unchanged;
 * those are read every time.
 * @throws Refusal
 */
export async function openModel(src: string, bytes: Uint8Array, readBeside: ReadBeside): Promise<OpenedModel> {
  const verdict = verdicts.get(bytes);
  const same = verdict?.src === src ? await besideOf(verdict, readBeside) : undefined;
  if (verdict && same) return { ...verdict, beside: same };

  const asked = new Map<string, Outcome>();
  const [format, kind] = kindOf(bytes, src);
  const recording: ReadBeside = async uri => {
    const outcome = await outcomeOf(uri, readBeside);
    asked.set(uri, outcome);
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.bytes;
  };
  const warnings: FileWarning[] = [];
  const beside = await kind.open(bytes, recording, warning => void warnings.push(warning)).catch(refuseOverflow);
  const opened = { format, ...separated(beside), warnings };
  remember(src, bytes, asked, opened);
  return opened;
}

function separated(found: Beside): Pick<OpenedModel, 'beside' | 'absent'> {
  const beside = new Map<string, Uint8Array>();
  const absent = new Map<string, Refusal>();
  for (const [name, one] of found)
    if (one instanceof Refusal) absent.set(name, one);
    else beside.set(name, one);
  return { beside, absent };
}

type Outcome = { bytes: Uint8Array } | { refusal: Refusal };

async function outcomeOf(uri: string, readBeside: ReadBeside): Promise<Outcome> {
  try {
    return { bytes: await readBeside(uri) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

function fingerprintOf(outcome: Outcome): string {
  return 'bytes' in outcome ? ownDigest(outcome.bytes) : outcome.refusal.code;
}

function remember(
  src: string,
  bytes: Uint8Array,
  outcomes: ReadonlyMap<string, Outcome>,
  { format, beside: found, absent, warnings }: OpenedModel,
): void {
  const beside = new Map<string, string>();
  for (const [name, content] of found) {
    const [uri] = [...outcomes].find(([, outcome]) => 'bytes' in outcome && outcome.bytes === content) ?? [];
    // it was derived from a file, and is not the file itself
    if (uri === undefined) return;
    beside.set(name, uri);
  }
  const asked = new Map([...outcomes].map(([uri, outcome]) => [uri, fingerprintOf(outcome)]));
  verdicts.set(bytes, { src, format, asked, beside, absent, warnings });
}

/** The files beside a model, or `undefined` where one of them has changed. */
async function besideOf({ asked, beside }: Verdict, readBeside: ReadBeside): Promise<Files | undefined> {
  const reading = [...asked].map(async ([uri, was]) => {
    const outcome = await outcomeOf(uri, readBeside);
    return fingerprintOf(outcome) === was && 'bytes' in outcome
      ? ([uri, outcome.bytes] as const)
      : fingerprintOf(outcome) === was;
  });
  // all have ended before this does: later failures have no other listener
  await Promise.allSettled(reading);
  const now = await Promise.all(reading);
  if (now.includes(false)) return undefined;
  const found = new Map(now.filter(one => typeof one !== 'boolean'));
  const files = [...beside].map(([name, uri]) => [name, found.get(uri)] as const);
  return new Map(files.filter((file): file is [string, Uint8Array] => file[1] !== undefined));
}
