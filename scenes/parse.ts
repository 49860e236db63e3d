import type * as z from 'zod';
import type { Fault } from './fault.ts';
import { isGuessed } from './meant.ts';
import { pointerTo } from './pointer.ts';
import { type Scene, scene } from './scene.ts';
import { wording } from './wording.ts';

export type Parsed<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** Parses a request's body as a scene. */
export function parseScene(body: unknown): Parsed<Scene> {
  return parse(scene, body);
}

/** Parses input by its schema. @returns its value, or a fault for every place that is wrong */
export function parse<S extends z.ZodType>(schema: S, input: unknown): Parsed<z.output<S>> {
  const result = schema.safeParse(input, { error: wording });
  if (result.success) return { ok: true, value: result.data };
  const faults = result.error.issues.flatMap(issue => faultsOf(issue, []));
  // misspelt fields first: they are why others are missing
  return { ok: false, faults: faults.toSorted((a, b) => Number(isGuessed(b)) - Number(isGuessed(a))) };
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const details = issue.message.split('\n');
    return issue.keys.map((key, at) => ({ pointer: pointerTo([...path, key]), detail: details[at] ?? issue.message }));
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map(inner => ({ pointer: pointerTo(path), detail: inner.message }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return faultsOfUnion(issue.errors, path);
  return [{ pointer: pointerTo(path), detail: issue.message }];
}

/** Codes of a value that is not of a form of a union at all. */
const misfits = new Set<string | undefined>(['invalid_type', 'invalid_value', 'invalid_format']);

/** The faults of a union: those of the form that the user meant, whose own type fits. */
function faultsOfUnion(branches: Issue[][], path: PropertyKey[]): Fault[] {
  const meant = branches
    .filter(issues => !issues.some(issue => issue.path.length === 0 && misfits.has(issue.code)))
    .toSorted((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap(issue => faultsOf(issue, path));
  return [{ pointer: pointerTo(path), detail: eitherOf(branches.flat().map(({ message }) => message)) }];
}

/** The expectations of all forms in one sentence: "expected a string, or an object, got 3". */
function eitherOf(messages: readonly string[]): string {
  const parts = messages.map(message => /^(.*?expected )(.*?)(, got .*?)?( \(did you mean .*\))?$/s.exec(message));
  const [first] = parts;
  if (!first || parts.includes(null)) return [...new Set(messages)].join(', or ');
  const [, begins = '', , got = ''] = first;
  const forms = new Set(parts.map(part => part?.[2] ?? ''));
  return `${begins}${[...forms].join(', or ')}${got}${parts.find(part => part?.[4])?.[4] ?? ''}`;
}
