import type { Material, Mesh, Object3D } from 'three/webgpu';
import { Fault, listed } from './fault.ts';
import type { LoadedModel } from './formats/model-file.ts';

interface Variants {
  variants: { name: string }[];
}
interface VariantMappings {
  mappings: { material: number; variants: number[] }[];
}

/** KHR_materials_variants: the loader leaves it in `userData`, choosing is ours. */
export async function applyVariant(
  { gltf }: LoadedModel,
  root: Object3D,
  variant: string,
  pointer: string,
): Promise<void> {
  const declared =
    (gltf?.userData['gltfExtensions'] as { KHR_materials_variants?: Variants } | undefined)?.KHR_materials_variants
      ?.variants ?? [];
  const index = declared.findIndex(({ name }) => name === variant);
  if (!gltf || index < 0)
    throw new Fault(
      'scene_invalid',
      `The model has no variant "${variant}"; it has: ${listed(declared.map(({ name }) => name))}.`,
      pointer,
    );

  const meshes: Mesh[] = [];
  root.traverse(object => {
    if ('material' in object && 'geometry' in object) meshes.push(object as Mesh);
  });
  for (const mesh of meshes) {
    const extension = (mesh.userData['gltfExtensions'] as { KHR_materials_variants?: VariantMappings } | undefined)
      ?.KHR_materials_variants;
    const mapping = extension?.mappings.find(({ variants }) => variants.includes(index));
    if (!mapping) continue;
    mesh.material = (await gltf.parser.getDependency('material', mapping.material)) as Material;
    gltf.parser.assignFinalMaterial(mesh);
  }
}
