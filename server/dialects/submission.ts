import { locate } from '../../scenes/locate.ts';
import type { Scene } from '../../scenes/scene.ts';
import { kindOf } from '../assets/models/kind-of.ts';
import { Refusal } from '../assets/refusal.ts';
import type { Parts } from '../assets/sources/part.ts';
import { scriptsOf } from '../assets/three/code.ts';
import { isJson, type Json } from '../../scenes/json.ts';
import { isThree, threeIn } from '../assets/three/json.ts';
import {
  fieldsOf,
  invalidParameter,
  isParameter,
  type ParameterName,
  parameters,
  pointingIntoQuery,
} from '../http/query.ts';
import { sceneOf, sceneOfText, withFaults } from '../http/scene.ts';
import type { Fault, Problem } from '../problem.ts';
import { fieldsOfThree } from './three.ts';

/** What a request asks to have rendered, whatever its dialect. */
export interface Submission {
  scene: Scene;
  /** Files that came with it, by name. */
  parts: Parts;
  /** What of it is not in the picture, though it is right. */
  warnings: readonly Fault[];
  /** Runs work on the scene; faults of it become faults of what was sent. */
  pointing<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A scene in this service's own language, which says all that a query could.
 * @param text what it was parsed from
 */
export function ownSubmission(body: unknown, text: string, parts: Parts, query: URLSearchParams): Submission {
  const scene = sceneOfText(body, text);
  for (const name of query.keys()) throw notHere(name);
  const faultsOf = ({ errors }: Problem) => errors.map(fault => ({ ...fault, pointer: locate(body, fault.pointer) }));
  return { scene, parts, warnings: [], pointing: work => withFaults(work, faultsOf) };
}

function notHere(name: string): Problem {
  const says = isParameter(name) ? `it says /${parameters[name].path.join('/')} itself` : 'it says all of it itself';
  return invalidParameter(name, `a query does not go with a Darkroom scene: ${says}`);
}

/** What a query may say of a body that is a model. */
export const bodyParameters = Object.keys(parameters).filter(
  (name): name is ParameterName => isParameter(name) && name !== 'src',
);

/**
 * A body that is a model, of any kind: a scene of it alone, as the query has it.
 * @param src its name among the parts
 * @throws Refusal where it is none
 */
export async function modelSubmission(
  src: string,
  bytes: Uint8Array,
  parts: Parts,
  query: URLSearchParams,
): Promise<Submission> {
  kindOf(bytes, src);
  const json = threeIn(bytes);
  const { model, ...asked } = squared(fieldsOf(query, bodyParameters));
  const scene = { ...(json && fieldsOfThree(json)), ...asked, model: { src, ...(isJson(model) && model) } };
  return {
    scene: await pointingIntoQuery(query, '', async () => sceneOf(scene)),
    parts: new Map([...parts, [src, bytes]]),
    warnings: json ? scriptsOf(json) : [],
    pointing: work => withFaults(() => pointingIntoQuery(query, '', work), faultsWithin),
  };
}

/** One side alone is both. */
function squared(fields: Json): Json {
  const { output } = fields;
  if (!isJson(output)) return fields;
  const { width = output['height'], height = output['width'], ...rest } = output;
  return {
    ...fields,
    output: { ...rest, ...(width !== undefined && { width }), ...(height !== undefined && { height }) },
  };
}

/** Where the model is JSON, and what is wrong is in itself, the places in it. */
function faultsWithin({ errors, cause }: Problem): Fault[] {
  for (let at = cause; at instanceof Error; at = at.cause)
    if (at instanceof Refusal) return at.file === undefined && at.faults.length > 0 ? [...at.faults] : errors;
  return errors;
}

/** Whether JSON is a model: glTF or three.js, and no scene in this service's own language. */
export function isModelJson(json: unknown): json is Json {
  return isJson(json) && ('asset' in json || isThree(json));
}
