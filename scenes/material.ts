import * as z from 'zod';
import { texture } from './texture.ts';
import { angle, color, fraction, nonNegative, vec2 } from './values.ts';
import { expecting } from './wording.ts';

/** Fields of every material. */
const surface = {
  color: color.default('#ffffff').describe('Colour of the surface.'),
  map: texture.optional().describe('Texture of the colour.'),
  alphaMap: texture.optional().describe('Texture of the opacity, in its green channel.'),
  opacity: fraction.default(1).describe('Opacity; below 1 the surface is blended with what is behind.'),
  transparent: z
    .boolean()
    .optional()
    .describe(
      'Whether the surface is blended by its alpha. Default: where opacity is below 1, or an alphaMap is given.',
    ),
  alphaTest: fraction.optional().describe('Alpha below which a pixel is left out.'),
  side: z.enum(['front', 'back', 'double']).default('front').describe('Sides of a triangle that are seen.'),
  vertexColors: z.boolean().default(false).describe('Whether the vertex colours of a buffer geometry are shown.'),
  wireframe: z.boolean().default(false).describe('Whether only the edges of triangles are drawn.'),
} as const;

/** Fields of lit materials: relief and emission. */
const lit = {
  emissive: color
    .optional()
    .describe(
      'Colour of the light that the surface gives off; where there is an environment, it also lights its surroundings.',
    ),
  emissiveIntensity: nonNegative.optional().describe('Multiplier of emissive.'),
  emissiveMap: texture.optional().describe('Texture of emissive.'),
  normalMap: texture.optional().describe('Texture of tangent-space normals.'),
  normalScale: vec2.optional().describe('Strength of normalMap, [x, y].'),
  bumpMap: texture.optional().describe('Texture of heights for shading.'),
  bumpScale: z.number().optional().describe('Strength of bumpMap.'),
  aoMap: texture.optional().describe('Texture of ambient occlusion, in its red channel.'),
  aoMapIntensity: fraction.optional().describe('Strength of aoMap.'),
  displacementMap: texture.optional().describe('Texture of heights that move the vertices.'),
  displacementScale: z.number().optional().describe('Displacement at white, in metres, added to displacementBias.'),
  displacementBias: z.number().optional().describe('Displacement at black, in metres.'),
  flatShading: z.boolean().optional().describe('Whether triangles are shaded flat.'),
} as const;

const metallicRoughness = {
  roughness: fraction.default(0.5).describe('Roughness: 0 is a mirror, 1 is chalk.'),
  roughnessMap: texture.optional().describe('Multiplier of roughness, in the green channel of a texture.'),
  metalness: fraction.default(0).describe('Metalness: 0 is plastic or wood, 1 is bare metal.'),
  metalnessMap: texture.optional().describe('Multiplier of metalness, in the blue channel of a texture.'),
  envMapIntensity: nonNegative.optional().describe('Multiplier of the environment’s light on the surface.'),
} as const;

const kind = <T extends string>(type: T) => z.literal(type).describe('Kind of material.');

const basic = z
  .strictObject({ type: kind('basic'), ...surface })
  .meta({ id: 'BasicMaterial', description: 'Flat colour, without light or shade.' });
const toon = z
  .strictObject({
    type: kind('toon'),
    ...surface,
    ...lit,
    steps: z.int().min(2).max(16).default(3).describe('Number of bands of light.'),
  })
  .meta({ id: 'ToonMaterial', description: 'Light cut into bands.' });
const standard = z
  .strictObject({
    type: z.literal('standard').default('standard').describe('Kind of material.'),
    ...surface,
    ...lit,
    ...metallicRoughness,
  })
  .meta({
    id: 'StandardMaterial',
    description: 'Physically based material, by roughness and metalness; the default where no type is given.',
  });
/** Fields of physical materials: layers on the surface, and the volume below it. */
const layers = {
  clearcoat: fraction.optional().describe('Strength of a clear lacquer.'),
  clearcoatMap: texture.optional().describe('Multiplier of clearcoat, in the red channel of a texture.'),
  clearcoatRoughness: fraction.optional().describe('Roughness of the lacquer.'),
  clearcoatRoughnessMap: texture
    .optional()
    .describe('Multiplier of clearcoatRoughness, in the green channel of a texture.'),
  clearcoatNormalMap: texture.optional().describe('Texture of the lacquer’s normals.'),
  sheen: fraction.optional().describe('Strength of the soft sheen of cloth.'),
  sheenColor: color.optional().describe('Colour of the sheen.'),
  sheenColorMap: texture.optional().describe('Texture of the sheen’s colour.'),
  sheenRoughness: fraction.optional().describe('Roughness of the sheen.'),
  iridescence: fraction.optional().describe('Strength of a thin film’s rainbow.'),
  iridescenceIOR: z.number().min(1).max(2.333).optional().describe('Refractive index of the film.'),
  iridescenceThicknessRange: z
    .tuple([nonNegative, nonNegative], expecting('[thinnest, thickest] in nanometres, such as [100, 400]'))
    .optional()
    .describe('Thickness of the film, thinnest and thickest, in nanometres.'),
  anisotropy: fraction.optional().describe('Strength of a stretched highlight, as on brushed metal.'),
  anisotropyRotation: angle.optional().describe('Rotation of the stretched highlight, in degrees.'),
  transmission: fraction.optional().describe('Share of the light that passes through, as through glass.'),
  transmissionMap: texture.optional().describe('Multiplier of transmission, in the red channel of a texture.'),
  thickness: nonNegative.optional().describe('Thickness below the surface, in metres; 0 is a thin wall.'),
  ior: z.number().min(1).max(2.333).optional().describe('Refractive index: 1.33 is water, 1.5 is glass.'),
  attenuationColor: color.optional().describe('Colour that light takes on inside.'),
  attenuationDistance: nonNegative
    .optional()
    .describe('Distance at which light has taken on attenuationColor, in metres.'),
  dispersion: nonNegative.optional().describe('Strength of the separation of colours inside.'),
  specularIntensity: fraction.optional().describe('Strength of the reflections of a non-metal.'),
  specularColor: color.optional().describe('Colour of the reflections of a non-metal.'),
} as const;

const physical = z
  .strictObject({
    type: kind('physical'),
    ...surface,
    ...lit,
    ...metallicRoughness,
    ...layers,
  })
  .meta({
    id: 'PhysicalMaterial',
    description: 'Standard material with lacquer, cloth, glass, thin films and brushed metal.',
  });

export const material = z.discriminatedUnion('type', [standard, physical, basic, toon]).meta({
  id: 'Material',
  description: 'Material of a mesh: three.js’ mesh materials by their names; standard where no type is given.',
});

export type Material = z.output<typeof material>;

/** A field of a material without its default, so that only what is given counts; `null` takes an image away. */
function changing(field: z.ZodType): z.ZodType {
  const plain = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? field.unwrap() : field;
  if (!(plain instanceof z.ZodType)) throw new Error('a field of a material is a schema of zod 4');
  const changed = (plain === texture ? texture.nullable() : plain).optional();
  return field.description === undefined ? changed : changed.describe(field.description);
}

export const materialChange = z
  .strictObject(
    Object.fromEntries(
      Object.entries({ ...surface, ...lit, ...metallicRoughness, ...layers }).map(([name, field]) => [
        name,
        changing(field),
      ]),
    ),
  )
  .meta({
    id: 'MaterialChange',
    description:
      'Changes of a material of the file, for this use of the file alone: any field of a physical material. What is not given stays as it is; null takes an image away.',
  });

export type MaterialChange = z.output<typeof materialChange>;
