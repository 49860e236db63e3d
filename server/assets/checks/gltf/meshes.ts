import { checkIndex, invalid } from './invalid.ts';
import type { Accessor, Gltf, Primitive } from './schema.ts';

/** Types of the attributes that glTF defines; custom ones (`_MINE`) may be of any. */
const attributeTypes: [name: RegExp, types: readonly Accessor['type'][]][] = [
  [/^(POSITION|NORMAL)$/, ['VEC3']],
  [/^TANGENT$/, ['VEC4', 'VEC3']],
  [/^TEXCOORD_\d+$/, ['VEC2']],
  [/^COLOR_\d+$/, ['VEC3', 'VEC4']],
  [/^(JOINTS|WEIGHTS)_\d+$/, ['VEC4']],
];

const indexTypes: readonly Accessor['componentType'][] = [5121, 5123, 5125];

/** Checks that every primitive names existing accessors of the right type and of equal length. */
export function checkMeshes(gltf: Gltf): void {
  gltf.meshes?.forEach((mesh, m) => {
    mesh.primitives.forEach((primitive, p) => checkPrimitive(gltf, primitive, `/meshes/${m}/primitives/${p}`));
  });
}

function checkPrimitive(gltf: Gltf, primitive: Primitive, at: string): void {
  checkIndex(primitive.material, gltf.materials, 'material', () => `${at}/material`);
  checkIndices(gltf, primitive.indices, `${at}/indices`);
  const count = checkAttributes(gltf, primitive.attributes, undefined, `${at}/attributes`);
  primitive.targets?.forEach((target, t) => checkAttributes(gltf, target, count, `${at}/targets/${t}`));
  const { KHR_draco_mesh_compression: draco, KHR_materials_variants: variants } = primitive.extensions ?? {};
  checkIndex(
    draco?.bufferView,
    gltf.bufferViews,
    'bufferView',
    () => `${at}/extensions/KHR_draco_mesh_compression/bufferView`,
  );
  for (const mapping of variants?.mappings ?? [])
    checkIndex(mapping.material, gltf.materials, 'material', () => `${at}/extensions/KHR_materials_variants/mappings`);
}

function checkIndices(gltf: Gltf, index: number | undefined, at: string): void {
  checkIndex(index, gltf.accessors, 'accessor', () => at);
  const accessor = index === undefined ? undefined : gltf.accessors?.[index];
  if (accessor && (accessor.type !== 'SCALAR' || !indexTypes.includes(accessor.componentType)))
    throw invalid(at, `names accessor ${index}, which does not hold indices`);
}

/** @returns the number of vertices, which all attributes must have, as a shorter one would be read past its end */
function checkAttributes(
  gltf: Gltf,
  attributes: Record<string, number>,
  expected: number | undefined,
  at: string,
): number | undefined {
  let count = expected;
  for (const [name, index] of Object.entries(attributes)) {
    checkIndex(index, gltf.accessors, 'accessor', () => `${at}/${name}`);
    const accessor = gltf.accessors?.[index];
    if (!accessor) continue;
    const types = attributeTypes.find(([pattern]) => pattern.test(name))?.[1];
    if (types && !types.includes(accessor.type))
      throw invalid(`${at}/${name}`, `is of type ${accessor.type}, not ${types[0]}`);
    count ??= accessor.count;
    if (accessor.count !== count)
      throw invalid(`${at}/${name}`, `has ${accessor.count} vertices, where the others have ${count}`);
  }
  return count;
}
