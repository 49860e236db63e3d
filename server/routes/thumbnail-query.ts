import { Problem } from '../problem.ts';

interface Parameter {
  /** Where its value goes in the scene. */
  path: string[];
  /** The value as JSON would have it. */
  read(text: string): unknown;
  description: string;
  example: string;
}

const text = (value: string) => value;
const number = (value: string) => (value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value);
/** A name, or a place from 0. */
const nameOrPlace = (value: string) => (/^\d{1,6}$/.test(value) ? Number(value) : value);
const pair = (value: string) => value.split(',').map(number);
/** `%23` is easily forgotten. */
const hex = (value: string) => (/^([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? `#${value}` : value);

/** Every parameter of `GET /thumbnail`. */
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
    description: 'transparent, environment or a colour, with or without #',
    example: 'ffffff',
  },
  environment: {
    path: ['environment', 'preset'],
    read: text,
    description: 'studio, neutral, room, sunset or none',
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
  variant: {
    path: ['model', 'variant'],
    read: text,
    description: 'Name of a material variant of the model',
    example: 'oak',
  },
  scene: {
    path: ['model', 'scene'],
    read: nameOrPlace,
    description: 'Which of the scenes of a glTF file: its name, or its place from 0',
    example: '0',
  },
  animation: {
    path: ['model', 'animation', 'clip'],
    read: text,
    description: 'Name of a clip of the model; with time alone its first',
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

const defaultSide = 512;

/**
 * A query as a scene's JSON, not yet validated.
 * @throws {Problem} 422 for a parameter that is not known, comes twice, or is missing
 */
export function sceneFromQuery(query: URLSearchParams, defaultFormat: string): object {
  const scene: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    if (!isParameter(name))
      throw invalid(name, `unknown parameter "${name}"; there are ${Object.keys(parameters).join(', ')}`);
    if (values.length > 1) throw invalid(name, 'is given more than once');
    const { path, read }: Parameter = parameters[name];
    put(scene, path, read(values[0] ?? ''));
  }
  if (!query.has('src')) throw invalid('src', 'is missing: name a model');
  const width = query.has('width') ? number(query.get('width') ?? '') : defaultSide;
  const output = typeof scene['output'] === 'object' ? scene['output'] : {};
  scene['output'] = { format: defaultFormat, width, height: width, ...output };
  return scene;
}

function isParameter(name: string): name is keyof typeof parameters {
  return Object.hasOwn(parameters, name);
}

function put(target: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}

function invalid(name: string, detail: string): Problem {
  return new Problem(422, 'scene_invalid', `?${name}: ${detail}.`, { errors: [{ pointer: `?${name}`, detail }] });
}
