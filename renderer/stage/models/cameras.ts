import type { Camera, Object3D } from 'three/webgpu';
import type { LoadedModel } from '../formats/model-file.ts';
import { labelOf } from '../graph/names.ts';
import { partsOf } from './copy.ts';

export function camerasOf(root: Object3D): Camera[] {
  return partsOf(root).filter((part): part is Camera => 'isCamera' in part);
}

/** Cameras that stand in other scenes of the file alone: they see what is shown from where they are. */
export function camerasElsewhere({ scenes = [] }: LoadedModel, shown: Object3D, root: Object3D): Camera[] {
  const here = new Set(camerasOf(shown).map(camera => labelOf(camera)?.at));
  const others = scenes.flatMap(scene => (scene.root === shown ? [] : camerasOf(scene.root)));
  return others
    .filter(camera => !here.has(labelOf(camera)?.at))
    .map(camera => {
      camera.updateWorldMatrix(true, false);
      const copy = camera.clone().clear();
      camera.matrixWorld.decompose(copy.position, copy.quaternion, copy.scale);
      root.add(copy);
      return copy;
    });
}
