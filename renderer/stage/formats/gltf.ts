import type { AnimationClip } from 'three/webgpu';
import { DRACOLoader } from 'three/addons/loaders/DRACOLoader.js';
import { type GLTF, GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { KTX2Loader } from 'three/addons/loaders/KTX2Loader.js';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import type { Gpu } from '../gpu/gpu.ts';
import { accessors } from './gltf/accessors.ts';
import { instancing } from './gltf/instancing.ts';
import type { GltfJson } from './gltf/json.ts';
import { mend } from './gltf/mend.ts';
import { dotPoints } from './gltf/points.ts';
import { pointers } from './gltf/pointers.ts';
import { checkGeometries } from './gltf/checks.ts';
import { specularGlossiness } from './gltf/specular-glossiness.ts';
import { textures } from './gltf/textures.ts';
import { visibility } from './gltf/visibility.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

let decoders: { draco: DRACOLoader; ktx2: KTX2Loader } | undefined;

function openDecoders(gpu: Gpu): NonNullable<typeof decoders> {
  decoders ??= {
    draco: new DRACOLoader().setDecoderPath('draco/'),
    ktx2: new KTX2Loader().setTranscoderPath('basis/').detectSupport(gpu.renderer),
  };
  return decoders;
}

/** glTF 2.0, as JSON or GLB. */
export async function readGltf({ bytes, manager, gpu, moment, undecodable }: ModelFile): Promise<LoadedModel> {
  const { draco, ktx2 } = openDecoders(gpu);
  const moving = new Set<AnimationClip>();
  const failed = new Set<string>();
  const cannotBeRead = (images: string) => `its ${images} cannot be read`;
  const loader = new GLTFLoader(manager).setDRACOLoader(draco).setKTX2Loader(ktx2).setMeshoptDecoder(MeshoptDecoder);
  loader.register(parser => {
    mend(parser.json);
    return { name: 'DARKROOM_mend' };
  });
  for (const plugin of [
    accessors,
    textures(failed, image => undecodable(cannotBeRead(image))),
    instancing,
    specularGlossiness,
    pointers(moment, moving),
    visibility,
  ])
    loader.register(plugin);

  const gltf = await loader.parseAsync(bytes, '');
  if (failed.size > 0) throw new Error(cannotBeRead([...failed].join(' and ')));
  for (const scene of gltf.scenes) {
    checkGeometries(scene);
    dotPoints(scene);
  }
  return { root: gltf.scene, scenes: scenesOf(gltf), animations: gltf.animations, moving, gltf };
}

function scenesOf({ scenes, parser }: GLTF): LoadedModel['scenes'] {
  const json: GltfJson = parser.json;
  return scenes.map((root, at) => ({ name: json.scenes?.[at]?.name ?? '', root }));
}
