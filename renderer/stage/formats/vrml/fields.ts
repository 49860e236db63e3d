import { Color, SRGBColorSpace, Vector3 } from 'three/webgpu';
import type { Node, Value } from './tree.ts';

function valuesOf(node: Node | undefined, field: string): Value[] {
  return node?.fields.get(field) ?? [];
}

export function numbers(node: Node | undefined, field: string): number[] {
  return valuesOf(node, field).filter(value => typeof value === 'number');
}

export function number(node: Node, field: string, otherwise: number): number {
  return numbers(node, field)[0] ?? otherwise;
}

export function flag(node: Node, field: string, otherwise: boolean): boolean {
  const [value] = valuesOf(node, field);
  return typeof value === 'boolean' ? value : otherwise;
}

export function text(node: Node, field: string): string | undefined {
  return valuesOf(node, field).find(value => typeof value === 'string');
}

export function nodes(node: Node, field: string): Node[] {
  return valuesOf(node, field).filter(value => typeof value === 'object' && value !== null);
}

export function child(node: Node | undefined, field: string): Node | undefined {
  return node && nodes(node, field)[0];
}

export function vector(node: Node, field: string, otherwise: number): Vector3 {
  const [x = otherwise, y = otherwise, z = otherwise] = numbers(node, field);
  return new Vector3(x, y, z);
}

/** Linear; `undefined` where it is not said. */
export function color(node: Node, field: string): Color | undefined {
  const [r, g, b] = numbers(node, field);
  if (r === undefined || g === undefined || b === undefined) return undefined;
  return new Color().setRGB(r, g, b, SRGBColorSpace);
}

/** The colours of a geometry's Color node, linear, three numbers each; empty where it has none. */
export function colorsIn(geometry: Node): number[] {
  const written = numbers(child(geometry, 'color'), 'color');
  const one = new Color();
  for (let at = 0; at + 2 < written.length; at += 3)
    one.setRGB(written[at] ?? 0, written[at + 1] ?? 0, written[at + 2] ?? 0, SRGBColorSpace).toArray(written, at);
  return written;
}
