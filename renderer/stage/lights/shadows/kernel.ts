import type { Node } from 'three/webgpu';
import { float, If, int, Loop, wgslFn } from 'three/tsl';

/** By how much of a pixel, to either side, an edge is smoothed at least: less, and it is stepped where a map has more than is drawn. */
const pixel = 0.7;

/**
 * What the places of a kernel are multiplied by, where it reaches as far as a circle of `least` and, beyond it, as a pixel: `across` and
 * `down` are how far neighbouring pixels are from each other in the map. It is the root of the sum of what both are spread by.
 */
const spreading = wgslFn<[Node<'vec2'>, Node<'vec2'>, Node<'float'>]>(`
  fn spread(across: vec2f, down: vec2f, least: f32) -> vec3f {
    let a = across * ${pixel};
    let d = down * ${pixel};
    let sum = vec3f(least * least + a.x * a.x + d.x * d.x, a.x * a.y + d.x * d.y, least * least + a.y * a.y + d.y * d.y);
    let root = sqrt(max(sum.x * sum.z - sum.y * sum.y, 1e-12));
    return vec3f(sum.x + root, sum.y, sum.z + root) * inverseSqrt(sum.x + sum.z + 2.0 * root);
  }
`);

/** One of 16 by its number, the four corners of their square first. It is turned, so that edges meet them one after the other. */
const placing = wgslFn<[Node<'vec3'>, Node<'int'>]>(`
  fn place(spread: vec3f, index: i32) -> vec2f {
    let half = vec2f(f32(index & 1), f32((index >> 1) & 1)) * 2.0 - 1.0;
    let at = half * (0.75 - 0.5 * vec2f(f32((index >> 2) & 1), f32(index >> 3)));
    let turned = vec2f(at.x - at.y * 0.25, at.y + at.x * 0.25);
    return vec2f(dot(spread.xy, turned), dot(spread.yz, turned));
  }
`);

/**
 * The mean of what a map tells of 16 places around one. Where its corners are told alike, all are taken to be.
 * @param across to the pixel's neighbour, in texels
 * @param radius of the kernel, in texels
 * @param look compares one, by its distance in texels
 */
export function mean(
  across: Node<'vec2'>,
  down: Node<'vec2'>,
  radius: Node<'float'>,
  look: (off: Node<'vec2'>) => Node<'float'>,
): Node<'float'> {
  const spread = spreading(across, down, radius.max(1.5)) as unknown as Node<'vec3'>;
  const reach = spread.toConst();
  const sum = float(0).toVar();
  const add = (start: number, end: number): void =>
    void Loop({ start: int(start), end: int(end), type: 'int' }, ({ i }: { i: unknown }) => {
      const off = placing(reach, i as Node<'int'>) as unknown as Node<'vec2'>;
      sum.addAssign(look(off.toConst()));
    });
  add(0, 4);
  sum.mulAssign(4);
  If(sum.greaterThan(0.01).and(sum.lessThan(15.99)), () => {
    sum.divAssign(4);
    add(4, 16);
  });
  return sum.div(16);
}
