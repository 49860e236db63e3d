import { Refusal } from '../refusal.ts';

/**
 * The extensions that a model may require, by who applies them: three.js' GLTFLoader, or the stage around it.
 * A test holds the first kind against the loader itself.
 */
export const extensions: Record<string, 'three' | 'stage'> = {
  KHR_draco_mesh_compression: 'three',
  KHR_lights_punctual: 'three',
  KHR_materials_anisotropy: 'three',
  KHR_materials_clearcoat: 'three',
  KHR_materials_diffuse_roughness: 'three',
  KHR_materials_dispersion: 'three',
  KHR_materials_emissive_strength: 'three',
  KHR_materials_ior: 'three',
  KHR_materials_iridescence: 'three',
  KHR_materials_sheen: 'three',
  KHR_materials_specular: 'three',
  KHR_materials_transmission: 'three',
  KHR_materials_unlit: 'three',
  KHR_materials_volume: 'three',
  KHR_mesh_quantization: 'three',
  KHR_meshopt_compression: 'three',
  KHR_texture_basisu: 'three',
  KHR_texture_transform: 'three',
  EXT_materials_bump: 'three',
  EXT_mesh_gpu_instancing: 'three',
  EXT_meshopt_compression: 'three',
  EXT_texture_avif: 'three',
  EXT_texture_webp: 'three',
  KHR_materials_variants: 'stage',
  KHR_node_visibility: 'stage',
};

/** Refuses a model that cannot be shown without what the service does not have. */
export function checkExtensions(required: readonly string[]): void {
  const missing = required.filter(name => !Object.hasOwn(extensions, name));
  if (missing.length === 0) return;
  const named = missing.slice(0, 8).join(', ');
  const noun = missing.length === 1 ? 'the extension' : 'the extensions';
  throw new Refusal(422, 'gltf_extension_unsupported', `needs ${noun} ${named}, which this service does not support`);
}
