import type { Material, Mesh, Object3D } from 'three/webgpu';
import type { Model } from '../../../scenes/model.ts';
import { everyVariant } from '../../../scenes/several.ts';
import { Fault, listed } from '../util/fault.ts';
import type { LoadedModel } from '../formats/model-file.ts';

interface Variants {
  variants: { name: string }[];
}
interface VariantMappings {
  mappings: { material: number; variants: number[] }[];
}

/**
 * Names of the variants that a model is asked for.
 * @param pointer of `variant`
 * @throws {Fault} where the file lacks one of them
 */
export function variantsAsked(file: LoadedModel, asked: Model['variant'], pointer: string): string[] {
  if (asked === undefined) return [];
  const there = namesIn(file);
  if (asked === everyVariant) {
    if (there.length > 0) return [...new Set(there)];
    throw new Fault('scene_invalid', 'The model has no variants.', pointer);
  }
  for (const [at, name] of [asked].flat().entries())
    if (!there.includes(name))
      throw new Fault(
        'scene_invalid',
        `The model has no variant "${name}"; it has: ${listed(there, name)}.`,
        Array.isArray(asked) ? `${pointer}/${at}` : pointer,
      );
  return [asked].flat();
}

function namesIn({ gltf }: LoadedModel): string[] {
  const extensions = gltf?.userData['gltfExtensions'] as { KHR_materials_variants?: Variants } | undefined;
  return (extensions?.KHR_materials_variants?.variants ?? []).map(({ name }) => name);
}

/** KHR_materials_variants: the loader leaves it in `userData`, choosing is ours. What a variant says nothing of stays as it is. */
export async function applyVariant(file: LoadedModel, root: Object3D, variant: string): Promise<void> {
  const { gltf } = file;
  const index = namesIn(file).indexOf(variant);
  if (!gltf || index < 0) throw new Error(`there is no variant ${variant}`);
  for (const mesh of meshesOf(root)) {
    const extension = (mesh.userData['gltfExtensions'] as { KHR_materials_variants?: VariantMappings } | undefined)
      ?.KHR_materials_variants;
    const mapping = extension?.mappings.find(({ variants }) => variants.includes(index));
    if (!mapping) continue;
    mesh.material = (await gltf.parser.getDependency('material', mapping.material)) as Material;
    gltf.parser.assignFinalMaterial(mesh);
  }
}

/** What has a material. */
export function meshesOf(root: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  root.traverse(object => {
    if ('material' in object && 'geometry' in object) meshes.push(object as Mesh);
  });
  return meshes;
}
