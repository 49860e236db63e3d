import { Color, DoubleSide, MeshStandardMaterial } from 'three/webgpu';

/** What is drawn without a material of its own: warm, and grey enough that its shading alone tells it from white. */
const color = 0xb8b4ae;

export function defaultMaterial(): MeshStandardMaterial {
  // many files without materials wind some of their triangles the wrong way
  return new MeshStandardMaterial({ name: 'clay', color, roughness: 0.7, side: DoubleSide });
}

export function defaultColor(): Color {
  return new Color(color);
}
