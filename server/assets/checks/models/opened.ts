import type { ModelFormat } from '../../../../renderer/asset.ts';
import type { FileWarning } from '../../../../renderer/warning.ts';
import { ownDigest } from '../../digest.ts';
import { Refusal } from '../../refusal.ts';
import { kindOf } from './kind-of.ts';
import type { Beside, ReadBeside } from '../model-kind.ts';
import { entangled } from './refuse.ts';

/** A model that passed its checks, and what they saw of other files: where that is the same, they would pass again. */
interface Verdict {
  src: string;
  format: ModelFormat;
  /** What came of each file that was asked for: its digest, or the code of its refusal. */
  asked: ReadonlyMap<string, string>;
  /** By the names that the model has for them: what of the asked they are. */
  beside: ReadonlyMap<string, string>;
  absent: ReadonlyMap<string, Refusal>;
  warnings: readonly FileWarning[];
}

export interface OpenedModel {
  format: ModelFormat;
  /** What it refers to, by the names that it has for it. */
  beside: Files;
  /** What of that is not there, and why, though it could be drawn without. */
  absent: ReadonlyMap<string, Refusal>;
  warnings: readonly FileWarning[];
}

type Files = ReadonlyMap<string, Uint8Array>;

/** By the bytes themselves, so that it goes with them. */
const verdicts = new WeakMap<Uint8Array, Verdict>();

/**
 * Checks a model and reads the files beside it. The same bytes are checked once, as long as the files that they refer to stay the
 * same too; those are read every time.
 * @throws Refusal
 */
export async function openModel(src: string, bytes: Uint8Array, readBeside: ReadBeside): Promise<OpenedModel> {
  const verdict = verdicts.get(bytes);
  const same = verdict?.src === src ? await besideOf(verdict, readBeside) : undefined;
  if (verdict && same) return { ...verdict, beside: same };

  const asked = new Map<string, Outcome>();
  const [format, kind] = kindOf(bytes, src);
  const watched: ReadBeside = async uri => {
    const outcome = await outcomeOf(uri, readBeside);
    asked.set(uri, outcome);
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.bytes;
  };
  const warnings: FileWarning[] = [];
  const beside = await kind.open(bytes, watched, warning => void warnings.push(warning)).catch(entangled);
  const opened = { format, ...parted(beside), warnings };
  remember(src, bytes, asked, opened);
  return opened;
}

function parted(found: Beside): Pick<OpenedModel, 'beside' | 'absent'> {
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

function told(outcome: Outcome): string {
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
    // made of what was read, and not what was read itself
    if (uri === undefined) return;
    beside.set(name, uri);
  }
  const asked = new Map([...outcomes].map(([uri, outcome]) => [uri, told(outcome)]));
  verdicts.set(bytes, { src, format, asked, beside, absent, warnings });
}

/** The files beside a model, or `undefined` where one of them is not what it was. */
async function besideOf({ asked, beside }: Verdict, readBeside: ReadBeside): Promise<Files | undefined> {
  const reading = [...asked].map(async ([uri, was]) => {
    const outcome = await outcomeOf(uri, readBeside);
    return told(outcome) === was && 'bytes' in outcome ? ([uri, outcome.bytes] as const) : told(outcome) === was;
  });
  // All have ended before this does: what fails after the first has no other listener.
  await Promise.allSettled(reading);
  const now = await Promise.all(reading);
  if (now.includes(false)) return undefined;
  const found = new Map(now.filter(one => typeof one !== 'boolean'));
  const files = [...beside].map(([name, uri]) => [name, found.get(uri)] as const);
  return new Map(files.filter((file): file is [string, Uint8Array] => file[1] !== undefined));
}
