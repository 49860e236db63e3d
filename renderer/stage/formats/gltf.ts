import { PropertyBinding } from 'three/webgpu';
import { DRACOLoader } from 'three/addons/loaders/DRACOLoader.js';
import { type GLTF, GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { KTX2Loader } from 'three/addons/loaders/KTX2Loader.js';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import type { Gpu } from '../gpu.ts';
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
export async function readGltf({ bytes, manager, gpu }: ModelFile): Promise<LoadedModel> {
  const { draco, ktx2 } = openDecoders(gpu);
  const loader = new GLTFLoader(manager).setDRACOLoader(draco).setKTX2Loader(ktx2).setMeshoptDecoder(MeshoptDecoder);
  const gltf = await loader.parseAsync(bytes, '');
  nameTargets(gltf);
  return { root: gltf.scene, animations: gltf.animations, gltf };
}

/** Animations find nodes without a name by their uuid, which a copy does not have: it becomes their name. */
function nameTargets({ scene, animations }: GLTF): void {
  for (const { tracks } of animations)
    for (const { name } of tracks) {
      const { nodeName } = PropertyBinding.parseTrackName(name);
      const target = scene.getObjectByProperty('uuid', nodeName);
      if (target) target.name = nodeName;
    }
}
