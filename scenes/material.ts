import * as z from 'zod';
import { texture } from './texture.ts';
import { angle, color, fraction, nonNegative, vec2 } from './values.ts';
import { expecting } from './wording.ts';

/** What every material knows. */
const surface = {
  color: color.default('#ffffff'),
  map: texture.optional(),
  alphaMap: texture.optional(),
  opacity: fraction.default(1),
  /** Blended by its alpha; taken as true where `opacity` is below 1 or an `alphaMap` is given. */
  transparent: z.boolean().optional(),
  /** Fragments of a lower alpha are left out. */
  alphaTest: fraction.optional(),
  side: z.enum(['front', 'back', 'double']).default('front'),
  vertexColors: z.boolean().default(false),
  wireframe: z.boolean().default(false),
} as const;

/** Relief and own light, for materials that are lit. */
const lit = {
  emissive: color.optional(),
  emissiveIntensity: nonNegative.optional(),
  emissiveMap: texture.optional(),
  normalMap: texture.optional(),
  normalScale: vec2.optional(),
  bumpMap: texture.optional(),
  bumpScale: z.number().optional(),
  aoMap: texture.optional(),
  aoMapIntensity: fraction.optional(),
  displacementMap: texture.optional(),
  displacementScale: z.number().optional(),
  displacementBias: z.number().optional(),
  flatShading: z.boolean().optional(),
} as const;

const metallicRoughness = {
  roughness: fraction.default(0.5),
  roughnessMap: texture.optional(),
  metalness: fraction.default(0),
  metalnessMap: texture.optional(),
  envMapIntensity: nonNegative.optional(),
} as const;

const basic = z.strictObject({ type: z.literal('basic'), ...surface });
const toon = z.strictObject({
  type: z.literal('toon'),
  ...surface,
  ...lit,
  /** Number of bands that light is cut into. */
  steps: z.int().min(2).max(16).default(3),
});
const standard = z.strictObject({
  type: z.literal('standard').default('standard'),
  ...surface,
  ...lit,
  ...metallicRoughness,
});
/** What lies on the surface, and what is below it. */
const layers = {
  clearcoat: fraction.optional(),
  clearcoatMap: texture.optional(),
  clearcoatRoughness: fraction.optional(),
  clearcoatRoughnessMap: texture.optional(),
  clearcoatNormalMap: texture.optional(),
  sheen: fraction.optional(),
  sheenColor: color.optional(),
  sheenColorMap: texture.optional(),
  sheenRoughness: fraction.optional(),
  iridescence: fraction.optional(),
  iridescenceIOR: z.number().min(1).max(2.333).optional(),
  /** Nanometres, thinnest and thickest. */
  iridescenceThicknessRange: z
    .tuple([nonNegative, nonNegative], expecting('[thinnest, thickest] in nanometres, such as [100, 400]'))
    .optional(),
  anisotropy: fraction.optional(),
  /** Degrees. */
  anisotropyRotation: angle.optional(),
  transmission: fraction.optional(),
  transmissionMap: texture.optional(),
  /** Metres. */
  thickness: nonNegative.optional(),
  ior: z.number().min(1).max(2.333).optional(),
  attenuationColor: color.optional(),
  attenuationDistance: nonNegative.optional(),
  dispersion: nonNegative.optional(),
  specularIntensity: fraction.optional(),
  specularColor: color.optional(),
} as const;

const physical = z.strictObject({
  type: z.literal('physical'),
  ...surface,
  ...lit,
  ...metallicRoughness,
  ...layers,
});

/** three.js' mesh materials by their names; `standard` where no `type` is given. */
export const material = z.discriminatedUnion('type', [standard, physical, basic, toon]);

export type Material = z.output<typeof material>;

/** A field of a material where only what is given counts: without its default; an image may be `null`, which takes it away. */
function changing(field: z.ZodType): z.ZodType {
  const plain = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? field.unwrap() : field;
  if (!(plain instanceof z.ZodType)) throw new Error('a field of a material is a schema of zod 4');
  return (plain === texture ? texture.nullable() : plain).optional();
}

/** What is changed of a material that a file brings: any field of a physical one; what is not given stays as the file has it. */
export const materialChange = z.strictObject(
  Object.fromEntries(
    Object.entries({ ...surface, ...lit, ...metallicRoughness, ...layers }).map(([name, field]) => [
      name,
      changing(field),
    ]),
  ),
);

export type MaterialChange = z.output<typeof materialChange>;
