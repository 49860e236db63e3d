import { Color, DoubleSide, MeshStandardMaterial } from 'three/webgpu';

/** What is drawn without a material of its own: warm and light enough to be read by its shading alone. */
const color = 0xc6c0b8;

export function clay(): MeshStandardMaterial {
  // many files without materials wind some of their triangles the wrong way
  return new MeshStandardMaterial({ name: 'clay', color, roughness: 0.7, side: DoubleSide });
}

export function clayColor(): Color {
  return new Color(color);
}
