import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  type Line,
  type LineSegments,
  Mesh,
  MeshBasicNodeMaterial,
} from 'three/webgpu';
import { attribute, positionGeometry } from 'three/tsl';
import { beside } from './facing.ts';

/** Pixels across: WebGPU's own lines have one. */
const width = 2;

/** Of lines that have no material of their own. */
const ink = 0x4a4642;

/** Lines as strokes that are wide enough to be seen: each two triangles between its ends. */
export function strokesOf({ geometry, material, ...rest }: Line | LineSegments): Mesh {
  const position = geometry.getAttribute('position');
  const color = geometry.getAttribute('color');
  const index = geometry.getIndex();
  const count = index?.count ?? position.count;
  const step = 'isLineSegments' in rest ? 2 : 1;
  const one = Array.isArray(material) ? material[0] : material;
  const tint = one && 'color' in one && one.color instanceof Color && one.name !== '' ? one.color : new Color(ink);
  const [starts, ends, tints]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at + 1 < count; at += step) {
    const [from, to] = [index?.getX(at) ?? at, index?.getX(at + 1) ?? at + 1];
    starts.push(position.getX(from), position.getY(from), position.getZ(from));
    ends.push(position.getX(to), position.getY(to), position.getZ(to));
    if (color) tints.push(color.getX(from) * tint.r, color.getY(from) * tint.g, color.getZ(from) * tint.b);
    else tints.push(tint.r, tint.g, tint.b);
  }
  return strokes(starts, ends, tints);
}

/** Two triangles of each: which end a corner is at (0 or 1), and on which side. */
const corners = [
  [0, -0.5],
  [0, 0.5],
  [1, -0.5],
  [1, -0.5],
  [0, 0.5],
  [1, 0.5],
] as const;

/** @param tints linear red, green and blue of each */
export function strokes(starts: number[], ends: number[], tints: number[]): Mesh {
  const count = starts.length / 3;
  const each = (size: number, value: (stroke: number, corner: readonly [number, number], axis: number) => number) =>
    new BufferAttribute(
      Float32Array.from({ length: count * 6 * size }, (_, at) =>
        value(Math.floor(at / size / 6), corners[Math.floor(at / size) % 6] ?? corners[0], at % size),
      ),
      size,
    );
  const geometry = new BufferGeometry();
  const place = (from: number[], to: number[]) =>
    each(3, (stroke, [end], axis) => (end === 0 ? from : to)[stroke * 3 + axis] ?? 0);
  geometry.setAttribute('position', place(starts, ends));
  geometry.setAttribute('other', place(ends, starts));
  geometry.setAttribute(
    'tint',
    each(3, (stroke, _, axis) => tints[stroke * 3 + axis] ?? 0),
  );
  // seen from its other end, a side is the other side
  geometry.setAttribute(
    'side',
    each(1, (_, [end, side]) => (end === 0 ? side : -side)),
  );
  const material = new MeshBasicNodeMaterial({ side: DoubleSide });
  const [other, side] = [attribute<'vec3'>('other', 'vec3'), attribute<'float'>('side', 'float')];
  material.positionNode = beside(positionGeometry, other, side, width);
  material.colorNode = attribute<'vec3'>('tint', 'vec3');
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
