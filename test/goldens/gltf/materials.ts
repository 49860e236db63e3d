import type { SceneInput } from '../../../scenes/scene.ts';
import { GltfFile, shown } from '../../support/gltf/file.ts';
import { chart, checks, dome, paint } from '../../support/gltf/images.ts';
import { ball, mesh, square } from '../../support/gltf/shapes.ts';
import type { Json } from '../../server/assets/make-model.ts';
import type { Rows } from './rows.ts';

const red = { baseColorFactor: [0.5, 0.05, 0.03, 1], metallicFactor: 0, roughnessFactor: 0.6 };
const metal = { baseColorFactor: [0.9, 0.7, 0.4, 1], metallicFactor: 1, roughnessFactor: 0.35 };

/** A ball with an extension's factors at the left, and one with its textures too at the right. */
function pair(extension: string, plain: Json, factors: Json, textures?: (file: GltfFile) => Promise<Json>) {
  return async (): Promise<SceneInput> => {
    const file = new GltfFile().use(extension, true);
    const sphere = ball();
    const place = async (more: Json, at: number) => {
      const fields = { pbrMetallicRoughness: plain, extensions: { [extension]: { ...factors, ...more } } };
      file.node({ mesh: mesh(file, sphere, { material: file.add('materials', fields) }), translation: [at, 0, 0] });
    };
    await place({}, -1.05);
    await place((await textures?.(file)) ?? {}, 1.05);
    return shown(file, { output: { width: 256, height: 128 }, environment: { preset: 'studio' } });
  };
}

/** White and black fields in all channels. */
async function mask(file: GltfFile): Promise<Json> {
  return { index: file.texture(await paint((u, v) => (checks(u * 2, v) ? [1, 1, 1, 1] : [0, 0, 0, 0.1]))) };
}

/** A ball of glass before a wall of fields. */
function glass(extensions: Record<string, Json>) {
  return async (): Promise<SceneInput> => {
    const file = new GltfFile();
    const material = (fields: Json) => file.add('materials', fields);
    const index = file.texture(await paint((u, v) => (checks(u * 2, v * 2) ? [0.9, 0.9, 0.9] : [0.1, 0.2, 0.5])));
    const wall = material({ pbrMetallicRoughness: { baseColorTexture: { index }, metallicFactor: 0 } });
    file.node({ mesh: mesh(file, square(), { material: wall }), translation: [0, 0, -1.2], scale: [1.2, 1.2, 1] });
    for (const name of Object.keys(extensions)) file.use(name, true);
    const clear = material({ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.05 }, extensions });
    file.node({ mesh: mesh(file, ball(), { material: clear }) });
    return shown(file);
  };
}

const transmission = { KHR_materials_transmission: { transmissionFactor: 0.95 } };

/** Each extension of materials. */
export const materials: Rows = {
  anisotropy: pair(
    'KHR_materials_anisotropy',
    metal,
    { anisotropyStrength: 0.9, anisotropyRotation: 0.6 },
    async file => ({ anisotropyTexture: { index: file.texture(await paint((_, v) => [0.5, 1, v < 0.5 ? 1 : 0])) } }),
  ),
  bump: pair('EXT_materials_bump', red, { bumpFactor: 1 }, async file => ({ bumpTexture: await mask(file) })),
  clearcoat: pair(
    'KHR_materials_clearcoat',
    red,
    { clearcoatFactor: 1, clearcoatRoughnessFactor: 0.1 },
    async file => ({
      clearcoatTexture: await mask(file),
      clearcoatNormalTexture: { index: file.texture(await paint(dome)) },
    }),
  ),
  'diffuse-roughness': pair('KHR_materials_diffuse_roughness', red, { diffuseRoughnessFactor: 1 }, async file => ({
    diffuseRoughnessTexture: await mask(file),
  })),
  dispersion: glass({
    ...transmission,
    KHR_materials_volume: { thicknessFactor: 1.5 },
    KHR_materials_dispersion: { dispersion: 5 },
  }),
  ior: glass({ ...transmission, KHR_materials_volume: { thicknessFactor: 1.5 }, KHR_materials_ior: { ior: 2.2 } }),
  iridescence: pair(
    'KHR_materials_iridescence',
    { ...metal, roughnessFactor: 0.1 },
    { iridescenceFactor: 1, iridescenceIor: 1.6, iridescenceThicknessMaximum: 450 },
    async file => ({ iridescenceTexture: await mask(file) }),
  ),
  'reflection-and-gloss': pair(
    'KHR_materials_pbrSpecularGlossiness',
    { baseColorFactor: [0, 1, 0, 1] },
    { diffuseFactor: [0.3, 0.1, 0.1, 1], specularFactor: [0.8, 0.6, 0.3], glossinessFactor: 0.7 },
    async file => ({
      diffuseTexture: { index: file.texture(await paint(chart)) },
      specularGlossinessTexture: await mask(file),
    }),
  ),
  sheen: pair(
    'KHR_materials_sheen',
    red,
    { sheenColorFactor: [0.6, 0.7, 1], sheenRoughnessFactor: 0.4 },
    async file => ({ sheenColorTexture: await mask(file) }),
  ),
  specular: pair(
    'KHR_materials_specular',
    { ...red, roughnessFactor: 0.2 },
    { specularFactor: 1, specularColorFactor: [0.2, 1, 3] },
    async file => ({ specularColorTexture: await mask(file), specularTexture: await mask(file) }),
  ),
  transmission: glass(transmission),
  unlit: async () => {
    const file = new GltfFile().use('KHR_materials_unlit', true);
    const pbrMetallicRoughness = { baseColorTexture: { index: file.texture(await paint(chart)) } };
    const material = file.add('materials', { pbrMetallicRoughness, extensions: { KHR_materials_unlit: {} } });
    file.node({ mesh: mesh(file, ball(), { material }) });
    return shown(file);
  },
  variants: async () => {
    const file = new GltfFile().use('KHR_materials_variants');
    const names = ['oak', 'walnut'];
    file.extensions['KHR_materials_variants'] = { variants: names.map(name => ({ name })) };
    const material = (color: number[]) =>
      file.add('materials', { pbrMetallicRoughness: { ...red, baseColorFactor: [...color, 1] } });
    const [light, dark] = [material([0.6, 0.4, 0.2]), material([0.15, 0.06, 0.03])];
    const mappings = [
      { material: light, variants: [0] },
      { material: dark, variants: [1] },
    ];
    const extensions = { KHR_materials_variants: { mappings } };
    file.node({ mesh: mesh(file, ball(), { material: light, extensions }) });
    return shown(file, { use: { variant: 'walnut' } });
  },
  volume: glass({
    ...transmission,
    KHR_materials_volume: { thicknessFactor: 1.5, attenuationDistance: 0.6, attenuationColor: [0.9, 0.3, 0.1] },
  }),
};
