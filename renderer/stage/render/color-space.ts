import { type Node, SRGBColorSpace } from 'three/webgpu';
import { vec3, vec4, workingToColorSpace } from 'three/tsl';

/** Linear colours of 0–1 as those of sRGB, 0–1. */
export function encoded(color: Node<'vec3'>): Node<'vec3'> {
  return workingToColorSpace(vec4(vec3(color).clamp(0, 1), 1), SRGBColorSpace).rgb;
}
