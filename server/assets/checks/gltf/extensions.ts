import { Refusal } from '../../refusal.ts';

export interface Extension {
  /** Code that applies it: three.js' GLTFLoader (a test compares these with the loader), the stage, or none, as it draws nothing. */
  by: 'three' | 'stage' | 'nobody';
  /** Its effect in a picture, for people. */
  how: string;
}

const three = (how: string): Extension => ({ by: 'three', how });
const stage = (how: string): Extension => ({ by: 'stage', how });
/** Metadata, and features without an effect in a still picture. */
const nobody = (how: string): Extension => ({ by: 'nobody', how });

/** The extensions of glTF that are rendered: a model may require them. */
export const extensions: Readonly<Record<string, Extension>> = {
  KHR_animation_pointer: stage(
    'Animation of nodes, cameras, materials and lights: besides transforms also colours, texture transforms and visibility.',
  ),
  KHR_draco_mesh_compression: three('Decoded, with uncompressed morph targets and sparse accessors beside it.'),
  KHR_lights_punctual: three('Directional, point and spot lights, with range and cones; they cast no shadow.'),
  KHR_materials_anisotropy: three('With rotation and texture.'),
  KHR_materials_clearcoat: three('With roughness, and a normal map of its own.'),
  KHR_materials_diffuse_roughness: three('With texture.'),
  KHR_materials_dispersion: three('In transmission.'),
  KHR_materials_emissive_strength: three('Before tone mapping.'),
  KHR_materials_ior: three('For reflection and transmission.'),
  KHR_materials_iridescence: three('With thickness and textures.'),
  KHR_materials_pbrSpecularGlossiness: stage(
    'Converted texel by texel to a physical material; the fallback by metalness and roughness is ignored.',
  ),
  KHR_materials_sheen: three('With roughness and textures.'),
  KHR_materials_specular: three('With textures.'),
  KHR_materials_transmission: three('Objects behind show through; with texture and roughness.'),
  KHR_materials_unlit: three('Colour, texture and vertex colours as they are.'),
  KHR_materials_variants: stage('Chosen by `variant`.'),
  KHR_materials_volume: three(
    'Thickness and attenuation of one body; a body within another is drawn as if it were alone.',
  ),
  KHR_mesh_quantization: three('All types, normalized and not.'),
  KHR_meshopt_compression: three('All modes and filters.'),
  KHR_node_hoverability: nobody('For interaction; a picture has none.'),
  KHR_node_selectability: nobody('For interaction; a picture has none.'),
  KHR_node_visibility: stage('Hidden nodes are not drawn or framed, and give no light; animated too.'),
  KHR_texture_basisu: three('KTX2 with ETC1S or UASTC, used in place of the fallback.'),
  KHR_texture_transform: three('Per texture, with its UV set.'),
  KHR_xmp: nobody('Metadata.'),
  KHR_xmp_json_ld: nobody('Metadata.'),
  EXT_materials_bump: three('Relief from heights.'),
  EXT_mesh_features: nobody('Metadata.'),
  EXT_mesh_gpu_instancing: stage(
    'Instances of meshes, points and lines, mirrored ones too; a skinned mesh is drawn once.',
  ),
  EXT_mesh_manifold: nobody('Connectivity of a mesh, which does not show.'),
  EXT_meshopt_compression: three('All modes and filters.'),
  EXT_instance_features: nobody('Metadata.'),
  EXT_structural_metadata: nobody('Metadata.'),
  EXT_texture_avif: three('Used in place of the fallback.'),
  EXT_texture_webp: three('Used in place of the fallback.'),
};

/** Extensions that are not rendered, with the look of a model that uses them; a model that requires them is refused. */
export const unsupported: Readonly<Record<string, string>> = {
  EXT_lights_ies: 'The light shines without its profile.',
  EXT_lights_image_based: 'The environment of the scene lights the model.',
  EXT_texture_procedurals: 'The texture’s fallback image is drawn.',
  EXT_texture_video: 'The texture’s fallback image is drawn.',
  KHR_audio_emitter: 'Left out: a picture has no sound.',
  KHR_gaussian_splatting: 'Splats are drawn as points.',
  KHR_interactivity: 'The model is drawn in its initial state.',
  KHR_materials_diffuse_transmission: 'No light passes through: leaves and paper are opaque.',
  KHR_materials_volume_scatter: 'The volume is clear, not milky.',
  KHR_physics_rigid_bodies: 'The model is drawn before any simulation.',
  KHR_techniques_webgl: 'Materials are drawn as glTF’s own; shaders of a file are not run.',
  MSFT_lod: 'The finest level is drawn.',
  MSFT_texture_dds: 'The texture’s fallback image is drawn; a texture without one is refused.',
  VRMC_materials_mtoon: 'The fallback of VRM files is drawn: unlit, or lit as other materials.',
  VRMC_springBone: 'Hair and cloth are at rest.',
};

/** Refuses a model that requires unsupported extensions. */
export function checkExtensions(required: readonly string[]): void {
  const missing = required.filter(name => !Object.hasOwn(extensions, name));
  if (missing.length === 0) return;
  const named = missing.slice(0, 8).join(', ');
  const noun = missing.length === 1 ? 'the extension' : 'the extensions';
  throw new Refusal('gltf_extension_unsupported', `needs ${noun} ${named}, which this service does not support`);
}
