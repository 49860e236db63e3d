import {
  Color,
  Float32BufferAttribute,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  type Line,
  type LineSegments,
  Mesh,
  MeshBasicNodeMaterial,
} from 'three/webgpu';
import { attribute, positionGeometry } from 'three/tsl';
import { between } from './facing.ts';

/** Pixels across: WebGPU's own lines have one. */
const width = 2;

/** Of lines that have no material of their own. */
const ink = 0x4a4642;

/** Lines as strokes that are wide enough to be seen: each an instance of a square between its ends. */
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

/** @param tints linear red, green and blue of each */
export function strokes(starts: number[], ends: number[], tints: number[]): Mesh {
  const square = new InstancedBufferGeometry();
  square.setAttribute('position', new Float32BufferAttribute([-0.5, 0, 0, 0.5, 0, 0, -0.5, 1, 0, 0.5, 1, 0], 3));
  square.setIndex([0, 1, 2, 2, 1, 3]);
  square.setAttribute('framed', new InstancedBufferAttribute(new Float32Array(starts), 3));
  square.setAttribute('framedEnd', new InstancedBufferAttribute(new Float32Array(ends), 3));
  square.setAttribute('tint', new InstancedBufferAttribute(new Float32Array(tints), 3));
  square.instanceCount = starts.length / 3;
  const material = new MeshBasicNodeMaterial({ side: 2 });
  material.positionNode = between(
    attribute<'vec3'>('framed', 'vec3'),
    attribute<'vec3'>('framedEnd', 'vec3'),
    positionGeometry.xy,
    width,
  );
  material.colorNode = attribute<'vec3'>('tint', 'vec3');
  const mesh = new Mesh(square, material);
  mesh.frustumCulled = false;
  return mesh;
}
