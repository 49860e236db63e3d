import type { Object3D } from 'three/webgpu';
import type { Model } from '../../../scenes/model.ts';
import { isSeveral } from '../../../scenes/several.ts';
import type { GltfJson } from '../formats/gltf/json.ts';
import type { LoadedModel } from '../formats/model-file.ts';
import type { Loader } from '../files/loader.ts';
import { mendMaterials } from '../materials/mends.ts';
import { uncover } from '../materials/missing-images.ts';
import { changeMaterials } from './material-changes.ts';
import { applyVariant, meshesOf } from './variants.ts';

/** Gives a model the materials of a variant, changed as is asked; each time as if it had never had others. */
export interface VariantSwitch {
  set(variant: string | undefined): Promise<void>;
  /** Gives it the materials of its file. */
  takeOff(): void;
}

export function createVariantSwitch(
  { loader, asked, pointer }: { loader: Loader; asked: Model; pointer: string },
  file: LoadedModel,
  root: Object3D,
): VariantSwitch {
  const { materials: changes, variant: several } = asked;
  const elsewhere = isSeveral(several) ? materialNames(file) : [];
  const own = new Map(meshesOf(root).map(mesh => [mesh, mesh.material]));
  const takeOff = (): void => {
    for (const [mesh, material] of own) mesh.material = material;
  };
  return {
    takeOff,
    async set(variant) {
      takeOff();
      if (variant !== undefined) await applyVariant(file, root, variant);
      if (changes) await changeMaterials({ loader, file, root }, changes, `${pointer}/materials`, elsewhere);
      if (file.isIncomplete) uncover(root);
      mendMaterials(root);
    },
  };
}

function materialNames({ gltf }: LoadedModel): string[] {
  const json: GltfJson | undefined = gltf?.parser.json;
  return (json?.materials ?? []).map(({ name }) => name ?? '');
}
