import { sniff } from '../assets/checks/images/sniff.ts';
import type { ProblemCode } from '../problems/codes.ts';
import { problemOf } from '../problems/problem-of.ts';
import type { Submission } from './submission.ts';

/** Whether a body may be a file from which `curl -d @file` removed the line feeds, whatever its Content-Type. */
export function mayLackLines(bytes: Uint8Array, type: string): boolean {
  if (bytes.length === 0 || bytes.includes(0x0a) || bytes.includes(0x0d)) return false;
  const isJson = bytes[0] === 0x7b || bytes[0] === 0x5b;
  return type.endsWith('json') ? sniff(bytes) === 'glb' : !isJson;
}

/** Reads such a body, and adds a hint at `curl -d` to its problems. */
export async function hintingAtLines(read: () => Promise<Submission>): Promise<Submission> {
  const submission = await hinting(read);
  return { ...submission, withRequestPointers: work => hinting(() => submission.withRequestPointers(work)) };
}

async function hinting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(error);
    if (!suspects.has(problem.code)) throw error;
    const detail = `${problem.message.replace(/\.?$/, '.')} If it is a file sent by curl: -d removes its line feeds, --data-binary does not.`;
    throw problem.with({ detail, cause: error });
  }
}

/** Problems of a file that lost its line feeds. */
const suspects = new Set<ProblemCode>([
  'not_json',
  'asset_truncated',
  'asset_not_a_model',
  'asset_undecodable',
  'gltf_version',
  'model_invalid',
  'gltf_invalid',
  'three_invalid',
  'image_invalid',
]);
