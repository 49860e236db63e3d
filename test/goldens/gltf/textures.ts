import sharp from 'sharp';
import { ktx2 } from '../../support/gltf/encode.ts';
import { GltfFile, shown } from '../../support/gltf/file.ts';
import { chart, checks, dome, paint } from '../../support/gltf/images.ts';
import { ball, mesh, type Shape, square } from '../../support/gltf/shapes.ts';
import type { Json } from '../../server/assets/make-model.ts';
import type { Rows } from './rows.ts';

/** A shape of one material. */
function of(file: GltfFile, material: Json, shape: Shape = square()): GltfFile {
  const plain = { pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.8 } };
  file.node({ mesh: mesh(file, shape, { material: file.add('materials', { ...plain, ...material }) }) });
  return file;
}

function colored(file: GltfFile, texture: Json, material: Json = {}): GltfFile {
  const pbrMetallicRoughness = { baseColorTexture: texture, metallicFactor: 0, roughnessFactor: 0.8 };
  return of(file, { pbrMetallicRoughness, ...material });
}

/** Opaque in the middle, clear outside, half clear between. */
const faded = () => paint((u, v) => [0.8, 0.4, 0.1, Math.max(0, Math.min(1, 1.6 - 4 * Math.hypot(u - 0.5, v - 0.5)))]);

async function alpha(alphaMode: string, fields: Json = {}): Promise<GltfFile> {
  const file = new GltfFile();
  const index = file.texture(await faded());
  return colored(file, { index }, { alphaMode, ...fields });
}

async function encoded(format: 'webp' | 'avif'): Promise<GltfFile> {
  const file = new GltfFile().use(`EXT_texture_${format}`, true);
  const source = file.image(
    await sharp(await paint(chart))
      .toFormat(format, { quality: 95 })
      .toBuffer(),
    `image/${format}`,
  );
  return colored(file, { index: file.add('textures', { extensions: { [`EXT_texture_${format}`]: { source } } }) });
}

/** A chart and a relief in one codec. */
async function basis(isUASTC: boolean): Promise<GltfFile> {
  const file = new GltfFile().use('KHR_texture_basisu', true);
  const texture = async (png: Buffer, isNormalMap: boolean) => {
    const source = file.image(await ktx2(png, isUASTC, isNormalMap), 'image/ktx2');
    return { index: file.add('textures', { extensions: { KHR_texture_basisu: { source } } }) };
  };
  const color = await texture(await paint(chart), false);
  return colored(file, color, { normalTexture: await texture(await paint(dome), true) });
}

/** Images: how they are read, placed and meant. */
export const textures: Rows = {
  'base-color': async () => {
    const file = new GltfFile();
    return shown(colored(file, { index: file.texture(await paint(chart)) }));
  },
  'normal-map': async () => {
    const file = new GltfFile();
    return shown(of(file, { normalTexture: { index: file.texture(await paint(dome)) } }));
  },
  'normal-map-with-tangents': async () => {
    const file = new GltfFile();
    const normalTexture = { index: file.texture(await paint(dome)), scale: 0.7 };
    const shape = square();
    const tangents = Float32Array.from([1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]);
    const material = file.add('materials', { normalTexture, pbrMetallicRoughness: { metallicFactor: 0 } });
    file.node({ mesh: mesh(file, shape, { material }, { TANGENT: file.accessor(tangents, 'VEC4') }) });
    return shown(file);
  },
  occlusion: async () => {
    const file = new GltfFile();
    const image = await paint((u, v) => [Math.hypot(u - 0.5, v - 0.5) < 0.3 ? 0.1 : 1, u, 1 - v]);
    return shown(of(file, { occlusionTexture: { index: file.texture(image), strength: 0.9 } }), {
      environment: { preset: 'neutral', intensity: 1 },
    });
  },
  'metal-and-roughness': async () => {
    const file = new GltfFile();
    const image = await paint((u, v) => [0.5, v < 0.5 ? 0.15 : 0.9, u < 0.5 ? 1 : 0]);
    const pbrMetallicRoughness = {
      baseColorFactor: [0.8, 0.4, 0.2, 1],
      metallicRoughnessTexture: { index: file.texture(image) },
    };
    return shown(of(file, { pbrMetallicRoughness }, ball()));
  },
  emissive: async () => {
    const file = new GltfFile().use('KHR_materials_emissive_strength');
    return shown(
      of(file, {
        pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1] },
        emissiveTexture: { index: file.texture(await paint(chart)) },
        emissiveFactor: [1, 1, 0.5],
        extensions: { KHR_materials_emissive_strength: { emissiveStrength: 1.5 } },
      }),
    );
  },
  'alpha-mask': async () => shown(await alpha('MASK', { alphaCutoff: 0.7 })),
  'alpha-blend': async () => shown(await alpha('BLEND')),
  'alpha-opaque': async () => shown(await alpha('OPAQUE')),
  'one-image-as-colour-and-data': async () => {
    const file = new GltfFile();
    const index = file.texture(await paint(chart));
    const pbrMetallicRoughness = { baseColorTexture: { index }, metallicRoughnessTexture: { index } };
    return shown(of(file, { pbrMetallicRoughness, occlusionTexture: { index } }, ball()));
  },
  samplers: async () => {
    const file = new GltfFile();
    const sampler = file.add('samplers', { wrapS: 33071, wrapT: 33648, magFilter: 9728, minFilter: 9728 });
    const index = file.texture(await paint(chart, 8), 'image/png', { sampler });
    const shape = square();
    for (const [at, value] of shape.uvs.entries()) shape.uvs[at] = value * 2.5 - 0.75;
    const material = file.add('materials', {
      pbrMetallicRoughness: { baseColorTexture: { index }, metallicFactor: 0 },
    });
    file.node({ mesh: mesh(file, shape, { material }) });
    return shown(file);
  },
  'texture-transform': async () => {
    const file = new GltfFile().use('KHR_texture_transform', true);
    const index = file.texture(await paint(chart));
    const transform = (fields: Json) => ({ index, extensions: { KHR_texture_transform: fields } });
    return shown(
      colored(file, transform({ offset: [0.2, 0.4], rotation: 0.5, scale: [2, 1.3] }), {
        emissiveFactor: [0.4, 0.4, 0.4],
        emissiveTexture: transform({ offset: [0.5, 0], scale: [1, 0.5] }),
      }),
    );
  },
  'uv-sets': async () => {
    const file = new GltfFile().use('KHR_texture_transform');
    const shape = square();
    const turned = Float32Array.from(shape.uvs, (_, at) => 1 - (shape.uvs[at % 2 === 0 ? at + 1 : at - 1] ?? 0));
    const index = file.texture(await paint(chart));
    const shade = file.texture(await paint((u, v) => (checks(u, v / 2) ? [1, 1, 1] : [0.2, 0.2, 0.2])));
    const material = file.add('materials', {
      pbrMetallicRoughness: { baseColorTexture: { index, texCoord: 1 }, metallicFactor: 0 },
      occlusionTexture: { index: shade, texCoord: 1, extensions: { KHR_texture_transform: { texCoord: 0 } } },
    });
    file.node({ mesh: mesh(file, shape, { material }, { TEXCOORD_1: file.accessor(turned, 'VEC2') }) });
    return shown(file, { environment: { preset: 'neutral', intensity: 1 } });
  },
  webp: async () => shown(await encoded('webp')),
  avif: async () => shown(await encoded('avif')),
  'ktx2-etc1s': async () => shown(await basis(false)),
  'ktx2-uastc': async () => shown(await basis(true)),
  'a-fallback-that-is-not-taken': async () => {
    const file = new GltfFile().use('EXT_texture_webp');
    const webp = file.image(
      await sharp(await paint(chart))
        .webp({ lossless: true })
        .toBuffer(),
      'image/webp',
    );
    const extensions = { EXT_texture_webp: { source: webp } };
    return shown(colored(file, { index: file.texture(await paint(() => [1, 0, 1]), 'image/png', { extensions }) }));
  },
};
