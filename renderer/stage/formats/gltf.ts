import type { AnimationClip } from 'three/webgpu';
import { DRACOLoader } from 'three/addons/loaders/DRACOLoader.js';
import { type GLTF, GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { KTX2Loader } from 'three/addons/loaders/KTX2Loader.js';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { perGpu } from '../gpu/per-gpu.ts';
import { stageImages } from '../images/texture-images.ts';
import { accessors } from './gltf/accessors.ts';
import { instancing } from './gltf/instancing.ts';
import type { GltfJson } from './gltf/json.ts';
import { mend } from './gltf/mend.ts';
import { quadPoints } from './gltf/points.ts';
import { pointers } from './gltf/pointers.ts';
import { checkGeometries } from './gltf/checks.ts';
import { specularGlossiness } from './gltf/specular-glossiness.ts';
import { textures } from './gltf/textures.ts';
import { visibility } from './gltf/visibility.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** Each has workers of its own, once it has decoded something. */
const decodersOf = perGpu(({ renderer, atEnd }) => {
  const draco = new DRACOLoader().setDecoderPath('draco/');
  const ktx2 = new KTX2Loader().setTranscoderPath('basis/').detectSupport(renderer);
  atEnd(() => draco.dispose());
  atEnd(() => ktx2.dispose());
  return { draco, ktx2 };
});

/** glTF 2.0, as JSON or GLB. */
export async function readGltf({ bytes, manager, gpu, moment, undecodable }: ModelFile): Promise<LoadedModel> {
  const { draco, ktx2 } = decodersOf(gpu);
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
    textures(stageImages(gpu), failed, image => undecodable(cannotBeRead(image))),
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
    quadPoints(scene);
  }
  return { root: gltf.scene, scenes: scenesOf(gltf), animations: gltf.animations, moving, gltf };
}

function scenesOf({ scenes, parser }: GLTF): LoadedModel['scenes'] {
  const json: GltfJson = parser.json;
  return scenes.map((root, at) => ({ name: json.scenes?.[at]?.name ?? '', root }));
}
