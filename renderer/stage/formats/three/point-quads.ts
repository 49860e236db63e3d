import {
  Float32BufferAttribute,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  MeshBasicNodeMaterial,
  type Node,
  type Points,
  type PointsMaterial,
} from 'three/webgpu';
import {
  attribute,
  cameraProjectionMatrix,
  float,
  max,
  modelViewMatrix,
  normalize,
  positionGeometry,
  screenSize,
  select,
  vec4,
} from 'three/tsl';
import { pixelAt } from '../facing.ts';

/** WebGPU's points are single pixels: each becomes a square that looks at the camera, as large as three.js' own are with WebGL. */
export function pointQuadsOf(points: Points): Mesh {
  const { geometry } = points;
  const [old] = [points.material].flat() as PointsMaterial[];
  const order = orderOf(points);
  const square = new InstancedBufferGeometry();
  square.setAttribute('position', new Float32BufferAttribute([-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0].map(half), 3));
  square.setAttribute('uv', new Float32BufferAttribute([0, 0, 1, 0, 0, 1, 1, 1], 2));
  square.setIndex([0, 1, 2, 2, 1, 3]);
  square.setAttribute('framed', chosen(geometry.getAttribute('position'), order, 3));
  const color = geometry.getAttribute('color');
  if (color) square.setAttribute('color', chosen(color, order, 4));
  square.instanceCount = order.length;
  const mesh = new Mesh(square, materialOf(old, color !== undefined));
  mesh.frustumCulled = false;
  return mesh;
}

function half(value: number): number {
  return value / 2;
}

/** The vertices that are points, in order. */
function orderOf({ geometry }: Points): number[] {
  const index = geometry.getIndex();
  const count = index?.count ?? geometry.getAttribute('position').count;
  return Array.from({ length: count }, (_, at) => index?.getX(at) ?? at);
}

function chosen(
  from: ReturnType<Points['geometry']['getAttribute']>,
  order: readonly number[],
  size: 3 | 4,
): InstancedBufferAttribute {
  const values = new Float32Array(order.length * size).fill(1);
  order.forEach((vertex, at) => {
    for (let part = 0; part < Math.min(size, from.itemSize); part++)
      values[at * size + part] = from.getComponent(vertex, part);
  });
  return new InstancedBufferAttribute(values, size);
}

function materialOf(old: PointsMaterial | undefined, colored: boolean): MeshBasicNodeMaterial {
  const material = new MeshBasicNodeMaterial();
  if (old) {
    const { name, map, alphaMap, opacity, transparent, alphaTest, alphaHash, blending, visible, toneMapped, fog } = old;
    const { depthTest, depthWrite, depthFunc, premultipliedAlpha, size, sizeAttenuation } = old;
    Object.assign(material, { name, map, alphaMap, opacity, transparent, alphaTest, alphaHash, blending, visible });
    Object.assign(material, { toneMapped, fog, depthTest, depthWrite, depthFunc, premultipliedAlpha });
    material.color.copy(old.color);
    material.positionNode = cornerOf(size, sizeAttenuation);
    material.vertexColors = colored && old.vertexColors;
  }
  return material;
}

/** @param size metres seen through an opening of 90°, or pixels where it does not shrink with distance */
function cornerOf(size: number, shrinks: boolean): Node<'vec3'> {
  const place = attribute<'vec3'>('framed', 'vec3');
  const depth = cameraProjectionMatrix.mul(modelViewMatrix.mul(vec4(place, 1))).w;
  const isPerspective = cameraProjectionMatrix.mul(vec4(0, 0, 1, 0)).w.notEqual(0);
  const pixels = shrinks
    ? select(
        isPerspective,
        float(size / 2)
          .mul(screenSize.y)
          .div(depth),
        float(size),
      )
    : float(size);
  const across = pixelAt(place).mul(max(pixels, 1));
  const [right, up] = [vec4(1, 0, 0, 0), vec4(0, 1, 0, 0)].map(axis => normalize(axis.mul(modelViewMatrix).xyz));
  if (!right || !up) throw new Error('there are two axes');
  return place.add(right.mul(positionGeometry.x.mul(across))).add(up.mul(positionGeometry.y.mul(across)));
}
