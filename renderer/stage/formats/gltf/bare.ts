import { ink } from '../../materials/ink.ts';
import type { GltfJson, MeshDefinition, PrimitiveDefinition } from './json.ts';

/** The first mode that is triangles. */
const triangles = 4;

/** glTF's default material is white, in which lines and points cannot be seen on white: those with neither a material nor colours get ink. */
export function inkBare(json: GltfJson): void {
  const bare = (json.meshes ?? []).flatMap((mesh: MeshDefinition) => mesh.primitives.filter(isBare));
  if (bare.length === 0) return;
  const material = { name: 'ink', pbrMetallicRoughness: { baseColorFactor: [...ink().toArray(), 1] } };
  const at = (json.materials ??= []).push(material) - 1;
  for (const primitive of bare) primitive.material = at;
}

function isBare({ attributes, material, mode = triangles }: PrimitiveDefinition): boolean {
  return mode < triangles && material === undefined && attributes['COLOR_0'] === undefined;
}
