export interface Parameter {
  /** Field of the scene that takes its value; empty where it concerns the address, or other parameters. */
  path: string[];
  /** JSON Schema of its value, where no field of the scene has it. */
  schema?: Record<string, unknown>;
  /** The value as JSON would have it. */
  read(text: string): unknown;
  /** One sentence, without its full stop. Default: the description of its field. */
  description?: string;
  example: string;
}

const text = (value: string) => value;
export const number = (value: string) =>
  value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
const pair = (value: string) => value.split(',').map(number);
/** A name, or an index. */
const nameOrPlace = (value: string) => (/^\d{1,5}$/.test(value) ? Number(value) : value);
/** A colour with or without `#`, since `%23` is easily forgotten. */
const hex = (value: string) => (/^([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? `#${value}` : value);

const width = { path: ['output', 'width'], read: number, example: '512' };
const height = {
  path: ['output', 'height'],
  read: number,
  description: 'Height in pixels. Default: the width',
  example: '512',
};
/** Largest `dpr`. */
export const maxDpr = 8;

/** Query parameters of a scene that is one model: those of `GET /thumbnail`, and of bodies that are models. */
export const parameters = {
  src: {
    path: ['model', 'src'],
    read: text,
    description: 'Address of the model: a URL, or a path below ASSET_ROOT',
    example: 'chair.glb',
  },
  width,
  height,
  w: { ...width, description: 'Same as width' },
  h: { ...height, description: 'Same as height' },
  dpr: {
    path: [],
    schema: { type: 'number', exclusiveMinimum: 0, maximum: maxDpr, default: 1 },
    read: number,
    description: 'Device pixel ratio: multiplier of width and height, for dense screens',
    example: '2',
  },
  format: {
    path: ['output', 'format'],
    read: text,
    description:
      'Image format. Default: what the Accept header names first of avif (up to 512 × 512 pixels), webp and png; png where it names none',
    example: 'webp',
  },
  quality: { path: ['output', 'quality'], read: number, example: '85' },
  sampling: { path: ['output', 'sampling'], read: text, example: 'standard' },
  background: {
    path: ['background'],
    read: hex,
    description: 'Background: transparent, environment, model or a colour, with or without #',
    example: 'ffffff',
  },
  environment: {
    path: ['environment', 'preset'],
    read: text,
    example: 'studio',
  },
  orbit: {
    path: ['camera', 'orbit'],
    read: pair,
    description: 'Direction of the camera: azimuth and elevation in degrees. Default 30,15',
    example: '30,15',
  },
  fov: { path: ['camera', 'fov'], read: number, example: '30' },
  fit: {
    path: ['camera', 'fit'],
    read: text,
    example: 'cover',
  },
  margin: {
    path: ['camera', 'margin'],
    read: number,
    example: '0.08',
  },
  camera: {
    path: ['camera', 'from'],
    read: nameOrPlace,
    description: 'Camera of the model’s file, by its name or its index from 0',
    example: 'Hero',
  },
  missing: {
    path: ['model', 'missing'],
    read: text,
    description:
      'Handling of files that the model names and that are not there. substitute: the default material or the material’s colour takes their place, and X-Warning names each. Default: the model is refused',
    example: 'substitute',
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
    example: '0',
  },
  clip: {
    path: ['model', 'animation', 'clip'],
    read: text,
    example: 'open',
  },
  time: {
    path: ['model', 'animation', 'time'],
    read: number,
    example: '1.2',
  },
  ground: { path: ['ground', 'shadow'], read: text, example: 'contact' },
  toneMapping: {
    path: ['toneMapping'],
    read: text,
    example: 'neutral',
  },
  exposure: { path: ['exposure'], read: number, example: '1' },
  v: {
    path: [],
    schema: { type: 'string' },
    read: text,
    description: 'Any text; another text makes another address, which no cache has yet',
    example: '2',
  },
  expires: {
    path: [],
    schema: { type: 'integer', minimum: 0 },
    read: number,
    description: 'Expiry of a signed URL, in seconds since 1970. Default: as long as its key is valid',
    example: '1900000000',
  },
} satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;

/** Parameters of a body that is a model: all but its address, and those that concern addresses. */
export const bodyParameters = Object.keys(parameters).filter(
  (name): name is ParameterName => isParameter(name) && !['src', 'v', 'expires'].includes(name),
);

export function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name);
}
