import type { Material } from 'three/webgpu';

/** Only these are lit by an environment in three.js. */
export function isLit(material: Material): boolean {
  return 'isMeshStandardNodeMaterial' in material || 'isMeshStandardMaterial' in material;
}
