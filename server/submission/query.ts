import { didYouMean } from '../../scenes/meant.ts';
import { RenderError } from '../../renderer/error.ts';
import type { Json } from '../../scenes/json.ts';
import { Problem } from '../problems/problem.ts';
import { maxDpr, isParameter, number, type Parameter, type ParameterName, parameters } from './parameters.ts';
import { problemOf } from '../problems/problem-of.ts';

/**
 * The fields of a scene's JSON that a query sets, not yet validated.
 * @param names known parameters
 * @throws {Problem} `scene_invalid` for an unknown parameter, or one that is given twice
 */
export function fieldsOf(query: URLSearchParams, names: readonly ParameterName[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const given = new Map<string, string>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    if (!isParameter(name) || !names.includes(name))
      throw invalidParameter(
        name,
        `unknown parameter "${name}"${didYouMean(name, names)}; there are ${names.join(', ')}`,
      );
    if (values.length > 1) throw invalidParameter(name, 'is given more than once');
    const { path, read }: Parameter = parameters[name];
    if (path.length === 0) continue;
    const other = given.get(path.join('/'));
    if (other !== undefined) throw invalidParameter(name, `is given more than once: as ${other} too`);
    given.set(path.join('/'), name);
    put(fields, path, read(values[0] ?? ''));
  }
  return fields;
}

/** An output with its size multiplied by `dpr`. @throws {Problem} `scene_invalid` */
export function dense(output: Json, query: URLSearchParams): Json {
  const text = query.get('dpr');
  if (text === null) return output;
  const dpr = number(text);
  if (typeof dpr !== 'number' || dpr <= 0 || dpr > maxDpr)
    throw invalidParameter('dpr', `expected a number above 0 and up to ${maxDpr}, got ${JSON.stringify(dpr)}`);
  const sides = (['width', 'height'] as const).map(side => [side, times(output[side], dpr)]);
  return { ...output, ...Object.fromEntries(sides) };
}

/** A side times `dpr`; an invalid side is returned unchanged, for the schema to refuse. */
function times(side: unknown, dpr: number): unknown {
  return Number.isInteger(side) && Number(side) > 0 ? Math.max(1, Math.round(Number(side) * dpr)) : side;
}

function put(target: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}

export function invalidParameter(name: string, detail: string): Problem {
  return new Problem('scene_invalid', `?${name}: ${detail}.`, { errors: [{ pointer: `?${name}`, detail }] });
}

/**
 * Runs work; faults of the scene become faults of the query parameters that set it.
 * @param otherwise pointer of a fault that no parameter set
 */
export async function pointingIntoQuery<T>(
  query: URLSearchParams,
  otherwise: string,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof RenderError)) throw error;
    const problem = problemOf(error);
    const faults = problem.errors.map(({ pointer, detail }) => {
      const place = parameterOf(pointer, query);
      return { pointer: place ?? otherwise, detail: place === undefined ? detail : asWritten(detail) };
    });
    // one parameter may be two fields: a side is width and height
    const errors = faults.filter(({ pointer }, at) => faults.findIndex(fault => fault.pointer === pointer) === at);
    const detail =
      errors[0]?.pointer.startsWith('?') && problem.code === 'scene_invalid'
        ? `${errors[0].pointer}: ${errors[0].detail}`
        : problem.message;
    throw problem.with({ detail, errors, cause: error });
  }
}

/** Lists as in a query: `30,15` for [30, 15]. */
function asWritten(detail: string): string {
  return detail.replace(/\[([^\]]*)\]/g, (_, entries: string) => entries.replaceAll(', ', ','));
}

/** The query parameter that set a place of a scene. */
export function parameterOf(pointer: string, query: URLSearchParams): string | undefined {
  // pointers of a query's own problems
  if (pointer.startsWith('?')) return pointer;
  const plain = pointer.replace('/nodes/0/model', '/model').replace('/views/main', '/camera');
  const names = Object.entries(parameters)
    .filter(([name, { path }]) => path.length > 0 && query.has(name))
    .map(([name, { path }]) => ({ name, path: `/${path.join('/')}` }));
  const found =
    names.find(({ path }) => plain.startsWith(path)) ??
    names.find(({ path }) => path.startsWith(`${plain}/`)) ??
    // a sibling: the time of a missing clip
    names.find(({ path }) => path.split('/').length > 2 && plain.startsWith(path.replace(/[^/]+$/, '')));
  return found && `?${found.name}`;
}
