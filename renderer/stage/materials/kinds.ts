import { Color, Material, MeshPhysicalMaterial, MeshStandardMaterial, Vector2 } from 'three/webgpu';

/**
 * A copy of a material that has these fields of ours: of its own kind where that has them all, else as a standard or physical
 * one that keeps what it can.
 *
 * @param isTurned whether normal maps are read the other way up on its meshes
 */
export function ableTo(material: Material, fields: readonly string[], isTurned: boolean): Material {
  const missing = fields.filter(field => !(field in material));
  // lines, points and sprites are drawn by materials of their own
  if (missing.length === 0 || !material.type.startsWith('Mesh')) return material.clone();
  const standard = new MeshStandardMaterial();
  const made = missing.every(field => field in standard) ? standard : new MeshPhysicalMaterial();
  take(made, material);
  if (isTurned) {
    if (!('normalScale' in material)) made.normalScale.y *= -1;
    if (made instanceof MeshPhysicalMaterial) made.clearcoatNormalScale.y *= -1;
  }
  return made;
}

/** What every material has, which three.js copies itself, and what is a kind's own. */
const own = /^(_|is[A-Z])|^(uuid|id|type|version|name|userData|defines|clippingPlanes)$/;

function take(into: MeshStandardMaterial, from: Material): void {
  Material.prototype.copy.call(into, from);
  for (const key of Object.keys(into)) {
    const value: unknown = own.test(key) ? undefined : Reflect.get(from, key);
    if (value !== undefined)
      Reflect.set(into, key, value instanceof Color || value instanceof Vector2 ? value.clone() : value);
  }
  // Blinn and Phong's exponent as the roughness that has a highlight of the same width
  const shininess: unknown = Reflect.get(from, 'shininess');
  if (typeof shininess === 'number') into.roughness = Math.sqrt(2 / (shininess + 2));
}
