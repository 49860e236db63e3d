import { RenderError } from '../../renderer/error.ts';
import { Problem } from '../problem.ts';
import { problemOf } from './problems.ts';

interface Parameter {
  /** Where its value goes in the scene. */
  path: string[];
  /** The value as JSON would have it. */
  read(text: string): unknown;
  description: string;
  example: string;
}

const text = (value: string) => value;
export const number = (value: string) =>
  value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
const pair = (value: string) => value.split(',').map(number);
/** A name, or a place in a list. */
const nameOrPlace = (value: string) => (/^\d{1,5}$/.test(value) ? Number(value) : value);
/** `%23` is easily forgotten. */
const hex = (value: string) => (/^([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? `#${value}` : value);

/** What a query says of a scene that is one model: every parameter of `GET /thumbnail`, and of bodies that carry no settings. */
export const parameters = {
  src: {
    path: ['model', 'src'],
    read: text,
    description: 'The model: a URL, or a path below ASSET_ROOT',
    example: 'chair.glb',
  },
  width: { path: ['output', 'width'], read: number, description: 'Pixels, 1–8192; 512 by default', example: '512' },
  height: {
    path: ['output', 'height'],
    read: number,
    description: 'Pixels, 1–8192; the width by default',
    example: '512',
  },
  format: {
    path: ['output', 'format'],
    read: text,
    description: 'png, jpeg, webp or avif; by default webp where the Accept header has it, else png',
    example: 'webp',
  },
  quality: { path: ['output', 'quality'], read: number, description: "The encoder's, 1–100", example: '85' },
  sampling: { path: ['output', 'sampling'], read: text, description: 'draft, standard or best', example: 'standard' },
  background: {
    path: ['background'],
    read: hex,
    description: 'transparent, environment, model or a colour, with or without #',
    example: 'ffffff',
  },
  environment: {
    path: ['environment', 'preset'],
    read: text,
    description: 'studio, neutral, room, sunset, model or none',
    example: 'studio',
  },
  orbit: { path: ['camera', 'orbit'], read: pair, description: 'Azimuth and elevation in degrees', example: '30,15' },
  fov: { path: ['camera', 'fov'], read: number, description: 'Vertical field of view in degrees', example: '30' },
  margin: {
    path: ['camera', 'margin'],
    read: number,
    description: 'Share of the shorter side left free at each edge',
    example: '0.08',
  },
  camera: {
    path: ['camera', 'from'],
    read: nameOrPlace,
    description: 'A camera in the model’s file, by its name or its place among them, from 0',
    example: 'Hero',
  },
  variant: {
    path: ['model', 'variant'],
    read: text,
    description: 'Name of a material variant of the model; * for each of them, where a request may make several frames',
    example: 'oak',
  },
  scene: {
    path: ['model', 'scene'],
    read: nameOrPlace,
    description: 'One of the scenes of a glTF file, by its name or its place among them, from 0',
    example: '0',
  },
  clip: {
    path: ['model', 'animation', 'clip'],
    read: text,
    description: 'Name of a clip of the model; its first where only a time is given',
    example: 'open',
  },
  time: {
    path: ['model', 'animation', 'time'],
    read: number,
    description: 'Seconds from the start of the clip; past its end it loops',
    example: '1.2',
  },
  ground: { path: ['ground', 'shadow'], read: text, description: 'none, contact or cast', example: 'contact' },
  toneMapping: {
    path: ['toneMapping'],
    read: text,
    description: 'neutral, agx, aces, cineon, reinhard, linear or none',
    example: 'neutral',
  },
  exposure: { path: ['exposure'], read: number, description: 'Factor of the light', example: '1' },
} satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;

export function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name);
}

/**
 * What a query says, as fields of a scene's JSON, not yet validated.
 * @param names the parameters that there are
 * @throws {Problem} 422 for a parameter that is not known, or comes twice
 */
export function fieldsOf(query: URLSearchParams, names: readonly ParameterName[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    if (!isParameter(name) || !names.includes(name))
      throw invalidParameter(name, `unknown parameter "${name}"; there are ${names.join(', ')}`);
    if (values.length > 1) throw invalidParameter(name, 'is given more than once');
    const { path, read }: Parameter = parameters[name];
    put(fields, path, read(values[0] ?? ''));
  }
  return fields;
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
  return new Problem(422, 'scene_invalid', `?${name}: ${detail}.`, { errors: [{ pointer: `?${name}`, detail }] });
}

/**
 * Faults of the scene become faults of the parameters that it was made from.
 * @param otherwise what is at fault where no parameter is
 */
export async function pointingIntoQuery<T>(
  query: URLSearchParams,
  otherwise: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof RenderError)) throw error;
    const problem = problemOf(error);
    const faults = problem.errors.map(({ pointer, detail }) => ({
      pointer: parameterOf(pointer, query) ?? otherwise,
      detail,
    }));
    // one parameter may be two fields: a side is width and height
    const errors = faults.filter(({ pointer }, at) => faults.findIndex(fault => fault.pointer === pointer) === at);
    const detail =
      errors[0]?.pointer.startsWith('?') && problem.code === 'scene_invalid'
        ? `${errors[0].pointer}: ${errors[0].detail}`
        : problem.message;
    throw new Problem(problem.status, problem.code, detail, { errors, headers: problem.headers, cause: error });
  }
}

function parameterOf(pointer: string, query: URLSearchParams): string | undefined {
  // what came with a query's own problems
  if (pointer.startsWith('?')) return pointer;
  const plain = pointer.replace('/nodes/0/model', '/model').replace('/views/main', '/camera');
  const names = Object.entries(parameters)
    .filter(([name]) => query.has(name))
    .map(([name, { path }]) => ({ name, path: `/${path.join('/')}` }));
  const found =
    names.find(({ path }) => plain.startsWith(path)) ??
    names.find(({ path }) => path.startsWith(`${plain}/`)) ??
    // what stands beside it: the time of a clip that is not there
    names.find(({ path }) => path.split('/').length > 2 && plain.startsWith(path.replace(/[^/]+$/, '')));
  return found && `?${found.name}`;
}
