import { Color, LinearSRGBColorSpace, MeshPhysicalNodeMaterial, SRGBColorSpace } from 'three/webgpu';
import { float, texture } from 'three/tsl';
import type { GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import { hasImage } from '../../materials/missing-images.ts';
import type { GltfJson } from './json.ts';

const extension = 'KHR_materials_pbrSpecularGlossiness';

/** As the server has checked it. */
interface SpecularGlossiness {
  diffuseFactor?: [number, number, number, number];
  diffuseTexture?: { index: number };
  specularFactor?: [number, number, number];
  glossinessFactor?: number;
  specularGlossinessTexture?: { index: number };
}

/** What the parser makes a material of. */
type Parameters = Record<string, unknown>;

/**
 * KHR_materials_pbrSpecularGlossiness, which three.js has dropped. Its colour of reflections is that of a physical material that is no
 * metal and refracts so strongly (an index of 1000) that it reflects nothing but that colour; roughness is what glossiness leaves,
 * texel by texel.
 */
export function specularGlossiness(parser: GLTFParser): GLTFLoaderPlugin {
  const json: GltfJson = parser.json;
  const asked = (at: number): SpecularGlossiness | undefined => {
    const value: unknown = json.materials?.[at]?.extensions?.[extension];
    return typeof value === 'object' && value !== null ? value : undefined;
  };
  return {
    name: extension,
    getMaterialType: at => (asked(at) ? MeshPhysicalNodeMaterial : null),
    async extendMaterialParams(at, parameters) {
      const given = asked(at);
      if (given) await convert(parser, given, parameters);
    },
  };
}

async function convert(parser: GLTFParser, given: SpecularGlossiness, parameters: Parameters): Promise<void> {
  const [r, g, b, a] = given.diffuseFactor ?? [1, 1, 1, 1];
  const gloss = given.glossinessFactor ?? 1;
  Object.assign(parameters, {
    color: new Color().setRGB(r, g, b, LinearSRGBColorSpace),
    opacity: a,
    metalness: 0,
    roughness: 1 - gloss,
    ior: 1000,
    specularColor: new Color().setRGB(...(given.specularFactor ?? [1, 1, 1]), LinearSRGBColorSpace),
  });
  if (given.diffuseTexture) await parser.assignTexture(parameters, 'map', given.diffuseTexture, SRGBColorSpace);
  if (!given.specularGlossinessTexture) return;
  const reflected = given.specularGlossinessTexture;
  const image = await parser.assignTexture(parameters, 'specularColorMap', reflected, SRGBColorSpace);
  if (image && hasImage(image)) parameters['roughnessNode'] = float(1).sub(texture(image).a.mul(gloss));
  // without it all would be a mirror
  else Object.assign(parameters, { ior: 1.5, roughness: 0.7, specularColor: new Color(1, 1, 1) });
}
