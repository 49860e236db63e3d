import { locate } from '../../scenes/locate.ts';
import type { OutputFormat } from '../../scenes/output-formats.ts';
import type { Warning } from '../../renderer/warning.ts';
import type { Scene } from '../../scenes/scene.ts';
import { kindOf } from '../assets/checks/models/kind-of.ts';
import { Refusal } from '../assets/refusal.ts';
import type { Parts } from '../assets/sources/part.ts';
import { scriptsOf } from '../assets/checks/three/code.ts';
import { isJson, type Json, textOf } from '../../scenes/json.ts';
import { isThree, threeIn } from '../assets/checks/three/json.ts';
import { bodyParameters, isParameter, parameters } from './parameters.ts';
import { dense, fieldsOf, invalidParameter, parameterOf, pointingIntoQuery } from './query.ts';
import { inFormat } from './negotiate.ts';
import { sceneOf, sceneOfText, withFaults } from './scene.ts';
import type { Fault } from '../../scenes/fault.ts';
import type { Problem } from '../problems/problem.ts';
import { fieldsOfThree } from './three.ts';

/** A request to render, in whatever dialect. */
export interface Submission {
  scene: Scene;
  /** Title that its sender gave it. */
  title?: string | undefined;
  /** Files of its multipart body, by name. */
  parts: Parts;
  /** Valid parts of it that are not in the picture. */
  warnings: readonly Warning[];
  /** Translates a pointer into the scene to one into the request. */
  toRequestPointer(pointer: string): string;
  /** Runs work on the scene; faults of the scene become faults of the request. */
  withRequestPointers<T>(work: () => Promise<T>): Promise<T>;
}

/** The parts of a request beside its body. */
export interface Beside {
  /** Files by name. */
  parts: Parts;
  query: URLSearchParams;
  /** Format of the pictures, where the body has none. */
  format: OutputFormat | undefined;
}

/**
 * A scene in this service's own language, beside which a query is refused.
 * @param text the body's text
 */
export function ownSubmission(body: unknown, text: string, { parts, query, format }: Beside): Submission {
  const scene = sceneOfText(inFormat(body, format), `${format ?? ''} ${text}`);
  for (const name of query.keys()) throw notHere(name);
  const toRequestPointer = (pointer: string) => locate(body, pointer);
  const faultsOf = ({ errors }: Problem) =>
    errors.map(fault => ({ ...fault, pointer: toRequestPointer(fault.pointer) }));
  const title = isJson(body) ? textOf(body['title']) : '';
  return {
    scene,
    title: title.trim(),
    parts,
    warnings: [],
    toRequestPointer,
    withRequestPointers: work => withFaults(work, faultsOf),
  };
}

function notHere(name: string): Problem {
  const says =
    isParameter(name) && parameters[name].path.length > 0
      ? `set /${parameters[name].path.join('/')} in it`
      : 'the scene has fields for all settings';
  return invalidParameter(name, `a query does not go with a Darkroom scene: ${says}`);
}

/**
 * A body that is a model of any format: a scene of this model, with the settings of the query.
 * @param src its name among the parts
 * @throws Refusal where it is not a model
 */
export async function modelSubmission(
  src: string,
  bytes: Uint8Array,
  { parts, query, format }: Beside,
): Promise<Submission> {
  kindOf(bytes, src);
  const json = threeIn(bytes);
  const { model, ...asked } = squared(fieldsOf(query, bodyParameters), query);
  const scene = { ...(json && fieldsOfThree(json)), ...asked, model: { src, ...(isJson(model) && model) } };
  return {
    scene: await pointingIntoQuery(query, '', async () => sceneOf(inFormat(scene, format))),
    parts: new Map([...parts, [src, bytes]]),
    warnings: json ? scriptsOf(json) : [],
    toRequestPointer: pointer => parameterOf(pointer, query) ?? '',
    withRequestPointers: work => withFaults(() => pointingIntoQuery(query, '', work), faultsWithin),
  };
}

const usual = { width: 1024, height: 1024 };

/** An output with one side becomes square. */
function squared(fields: Json, query: URLSearchParams): Json {
  const { output } = fields;
  if (!isJson(output)) return query.has('dpr') ? { ...fields, output: dense(usual, query) } : fields;
  const { width = output['height'], height = output['width'], ...rest } = output;
  return {
    ...fields,
    output: dense({ ...(query.has('dpr') && usual), ...rest, ...(width !== undefined && { width, height }) }, query),
  };
}

/** The faults within a JSON model, where the model itself is at fault. */
function faultsWithin({ errors, cause }: Problem): readonly Fault[] {
  for (let at = cause; at instanceof Error; at = at.cause)
    if (at instanceof Refusal) return at.file === undefined && at.faults.length > 0 ? at.faults : errors;
  return errors;
}

/** Whether JSON is a model, glTF or three.js, and not a scene in this service's own language. */
export function isModelJson(json: unknown): json is Json {
  return isJson(json) && ('asset' in json || isThree(json));
}
