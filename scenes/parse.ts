import type * as z from 'zod';
import { pointerTo } from './pointer.ts';
import { type Scene, scene } from './scene.ts';

/** One place of the input that is at fault. */
export interface Fault {
  /** RFC 6901 JSON pointer. */
  pointer: string;
  detail: string;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** Parses a request's body as a scene; faults name every place that is wrong. */
export function parseScene(body: unknown): Parsed<Scene> {
  return parse(scene, body);
}

/** Parses any input by its schema. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): Parsed<z.output<S>> {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, faults: result.error.issues.flatMap(issue => faultsOf(issue, [])) };
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ pointer: pointerTo([...path, key]), detail: `unknown field "${key}"` }));
  if (issue.code === 'invalid_key')
    return issue.issues.map(inner => ({ pointer: pointerTo(path), detail: inner.message }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return faultsOfUnion(issue.errors, path, issue.message);
  return [{ pointer: pointerTo(path), detail: sentence(issue) }];
}

/** What says, of a value as a whole, that it is not even of this form. */
const misfits = new Set<string | undefined>(['invalid_type', 'invalid_value', 'invalid_format']);

/** Of a union, what is wrong in the form that the user meant: the one whose own type fitted. */
function faultsOfUnion(branches: Issue[][], path: PropertyKey[], message: string): Fault[] {
  const meant = branches
    .filter(issues => !issues.some(issue => issue.path.length === 0 && misfits.has(issue.code)))
    .toSorted((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap(issue => faultsOf(issue, path));
  const forms = branches.flat().map(issue => sentence(issue).replace(/, received .*$/, ''));
  return [{ pointer: pointerTo(path), detail: forms.length > 0 ? [...new Set(forms)].join(', or ') : message }];
}

/** Zod's message without the label before it. */
function sentence(issue: Issue): string {
  // a kind that need not be written is none that could be
  return issue.message
    .replace(/^(Invalid (input|option|discriminator value)|Too (small|big))[:.] /, '')
    .replace(" | 'undefined'", '');
}
