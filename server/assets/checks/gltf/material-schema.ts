import * as z from 'zod';

const index = z.int().min(0);
const factor = z.number();
const color = z.array(z.number()).length(3);
const vec2 = z.array(z.number()).length(2);

const transform = z.object({
  offset: vec2.optional(),
  rotation: factor.optional(),
  scale: vec2.optional(),
  texCoord: index.optional(),
});

const texture = z.object({
  index,
  texCoord: index.optional(),
  scale: factor.optional(),
  strength: factor.optional(),
  extensions: z.object({ KHR_texture_transform: transform.optional() }).optional(),
});

/** Optional fields of a material's extension. */
function fields<T extends Record<string, z.ZodType>>(shape: T) {
  return z.object(shape).partial().optional();
}

const extensions = z.object({
  KHR_materials_anisotropy: fields({
    anisotropyStrength: factor,
    anisotropyRotation: factor,
    anisotropyTexture: texture,
  }),
  KHR_materials_clearcoat: fields({
    clearcoatFactor: factor,
    clearcoatTexture: texture,
    clearcoatRoughnessFactor: factor,
    clearcoatRoughnessTexture: texture,
    clearcoatNormalTexture: texture,
  }),
  KHR_materials_diffuse_roughness: fields({ diffuseRoughnessFactor: factor, diffuseRoughnessTexture: texture }),
  KHR_materials_dispersion: fields({ dispersion: factor }),
  KHR_materials_emissive_strength: fields({ emissiveStrength: factor }),
  KHR_materials_ior: fields({ ior: factor }),
  KHR_materials_iridescence: fields({
    iridescenceFactor: factor,
    iridescenceTexture: texture,
    iridescenceIor: factor,
    iridescenceThicknessMinimum: factor,
    iridescenceThicknessMaximum: factor,
    iridescenceThicknessTexture: texture,
  }),
  KHR_materials_pbrSpecularGlossiness: fields({
    diffuseFactor: z.array(z.number()).length(4),
    diffuseTexture: texture,
    specularFactor: color,
    glossinessFactor: factor,
    specularGlossinessTexture: texture,
  }),
  KHR_materials_sheen: fields({
    sheenColorFactor: color,
    sheenColorTexture: texture,
    sheenRoughnessFactor: factor,
    sheenRoughnessTexture: texture,
  }),
  KHR_materials_specular: fields({
    specularFactor: factor,
    specularTexture: texture,
    specularColorFactor: color,
    specularColorTexture: texture,
  }),
  KHR_materials_transmission: fields({ transmissionFactor: factor, transmissionTexture: texture }),
  KHR_materials_unlit: z.object({}).optional(),
  KHR_materials_volume: fields({
    thicknessFactor: factor,
    thicknessTexture: texture,
    attenuationDistance: factor,
    attenuationColor: color,
  }),
  EXT_materials_bump: fields({ bumpFactor: factor, bumpTexture: texture }),
});

/** A material of glTF 2.0, with the extensions that are rendered. */
export const material = z.object({
  name: z.string().nullish(),
  pbrMetallicRoughness: z
    .object({
      baseColorFactor: z.array(z.number()).length(4).optional(),
      baseColorTexture: texture.optional(),
      metallicFactor: factor.optional(),
      roughnessFactor: factor.optional(),
      metallicRoughnessTexture: texture.optional(),
    })
    .optional(),
  normalTexture: texture.optional(),
  occlusionTexture: texture.optional(),
  emissiveTexture: texture.optional(),
  emissiveFactor: color.optional(),
  alphaMode: z.enum(['OPAQUE', 'MASK', 'BLEND']).optional(),
  alphaCutoff: factor.optional(),
  doubleSided: z.boolean().optional(),
  extensions: extensions.optional(),
});

export type Material = z.output<typeof material>;
