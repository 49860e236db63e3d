import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  type Line,
  type LineSegments,
  Mesh,
  type MeshBasicNodeMaterial,
} from 'three/webgpu';
import { attribute, materialColor, positionGeometry } from 'three/tsl';
import { beside } from './facing.ts';
import { flatMaterial, ink, ownMaterial, white } from '../materials/ink.ts';

/** Pixels across: WebGPU's own lines have one. */
const width = 2;

/** Lines as strokes that are wide enough to be seen: each two triangles between its ends. */
export function lineQuadsOf({ geometry, material, ...rest }: Line | LineSegments): Mesh {
  const position = geometry.getAttribute('position');
  const color = geometry.getAttribute('color');
  const index = geometry.getIndex();
  const count = index?.count ?? position.count;
  const step = 'isLineSegments' in rest ? 2 : 1;
  const tinted = (vertex: number) => (color ? [color.getX(vertex), color.getY(vertex), color.getZ(vertex)] : [1, 1, 1]);
  const [starts, ends, tints, endTints] = [0, 1, 2, 3].map((): number[] => []) as [
    number[],
    number[],
    number[],
    number[],
  ];
  for (let at = 0; at + 1 < count; at += step) {
    const [from, to] = [index?.getX(at) ?? at, index?.getX(at + 1) ?? at + 1];
    starts.push(position.getX(from), position.getY(from), position.getZ(from));
    ends.push(position.getX(to), position.getY(to), position.getZ(to));
    tints.push(...tinted(from));
    endTints.push(...tinted(to));
  }
  return strokes(starts, ends, tints, endTints, flatMaterial(ownMaterial(material), color ? white() : ink()));
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

/** @param tints linear red, green and blue of each start, as `endTints` are of each end */
function strokes(
  starts: number[],
  ends: number[],
  tints: number[],
  endTints: number[],
  material: MeshBasicNodeMaterial,
): Mesh {
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
  geometry.setAttribute('tint', place(tints, endTints));
  // seen from its other end, a side is the other side
  geometry.setAttribute(
    'side',
    each(1, (_, [end, side]) => (end === 0 ? side : -side)),
  );
  material.side = DoubleSide;
  const [other, side] = [attribute<'vec3'>('other', 'vec3'), attribute<'float'>('side', 'float')];
  material.positionNode = beside(positionGeometry, other, side, width);
  material.colorNode = attribute<'vec3'>('tint', 'vec3').mul(materialColor);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
