export interface Parameter {
  /** Where its value goes in the scene; nowhere where it is about the address, or about other parameters. */
  path: string[];
  /** What it takes, where no place in the scene says it. */
  schema?: Record<string, unknown>;
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

const width = {
  path: ['output', 'width'],
  read: number,
  description: 'Pixels, 1–8192; 512 by default',
  example: '512',
};
const height = {
  path: ['output', 'height'],
  read: number,
  description: 'Pixels, 1–8192; the width by default',
  example: '512',
};
/** Of `dpr`. */
export const densest = 8;

/** What a query says of a scene that is one model: every parameter of `GET /thumbnail`, and of bodies that carry no settings. */
export const parameters = {
  src: {
    path: ['model', 'src'],
    read: text,
    description: 'The model: a URL, or a path below ASSET_ROOT',
    example: 'chair.glb',
  },
  width,
  height,
  w: { ...width, description: 'The same as width' },
  h: { ...height, description: 'The same as height' },
  dpr: {
    path: [],
    schema: { type: 'number', exclusiveMinimum: 0, maximum: densest, default: 1 },
    read: number,
    description: 'Pixels of the picture for each of width and height, for dense screens',
    example: '2',
  },
  format: {
    path: ['output', 'format'],
    read: text,
    description:
      'png, jpeg, webp or avif; by default what the Accept header names first of avif (up to 512 × 512 pixels), webp and png; png where it names none',
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
  fit: {
    path: ['camera', 'fit'],
    read: text,
    description:
      'contain: all of the model is in the picture; cover: it fills the picture, and is cut off at its edges',
    example: 'cover',
  },
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
  missing: {
    path: ['model', 'missing'],
    read: text,
    description:
      'substitute: where files are not there that the model names, clay or the material’s colour takes their place; X-Warning names each. Without it the model is refused',
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
  v: {
    path: [],
    schema: { type: 'string' },
    read: text,
    description: 'Any text: another one is another address, which no cache has yet',
    example: '2',
  },
  expires: {
    path: [],
    schema: { type: 'integer', minimum: 0 },
    read: number,
    description: 'Of a signed URL: until when it is good, in seconds since 1970; without it, as long as its key',
    example: '1900000000',
  },
} satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;

/** What may be said of a body that is a model: all but where it is, and what is about addresses. */
export const bodyParameters = Object.keys(parameters).filter(
  (name): name is ParameterName => isParameter(name) && !['src', 'v', 'expires'].includes(name),
);

export function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name);
}
