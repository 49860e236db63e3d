import {
  BufferAttribute,
  BufferGeometry,
  type InterleavedBufferAttribute,
  Matrix3,
  Matrix4,
  Vector3,
} from 'three/webgpu';
import type { Part } from './parts.ts';

type Attribute = BufferAttribute | InterleavedBufferAttribute;
type Move = (vector: Vector3) => void;

/** What follows a shape where it is moved and turned, as the GPU would have it follow. */
const movers: Record<string, (place: Matrix4) => Move> = {
  position: place => vector => vector.applyMatrix4(place),
  normal: place => {
    const turn = new Matrix3().getNormalMatrix(place);
    return vector => vector.applyMatrix3(turn);
  },
  tangent: place => {
    const turn = new Matrix3().setFromMatrix4(place);
    return vector => vector.applyMatrix3(turn);
  },
};

/** The vertices of many shapes, which have the same attributes, one after the other and as seen from `center`. */
export function joined(parts: readonly Part[], center: Vector3): BufferGeometry {
  const made = new BufferGeometry();
  const away = new Matrix4().makeTranslation(center.clone().negate());
  const places = parts.map(({ mesh }) => away.clone().multiply(mesh.matrixWorld));
  for (const name of Object.keys(parts[0]?.mesh.geometry.attributes ?? {}))
    made.setAttribute(name, movers[name] ? moved(parts, name, places, movers[name]) : copied(parts, name));
  return made;
}

function moved(
  parts: readonly Part[],
  name: string,
  places: readonly Matrix4[],
  mover: (place: Matrix4) => Move,
): BufferAttribute {
  const made = new BufferAttribute(new Float32Array(verticesOf(parts) * sizeOf(parts, name)), sizeOf(parts, name));
  const vector = new Vector3();
  let at = 0;
  for (const [index, { mesh, used }] of parts.entries()) {
    const from = mesh.geometry.getAttribute(name);
    const move = mover(places[index] ?? new Matrix4());
    for (let vertex = 0; vertex < used.length; vertex++, at++) {
      move(vector.fromBufferAttribute(from, used[vertex] ?? 0));
      made.setXYZ(at, vector.x, vector.y, vector.z);
      // which way a tangent's third axis goes
      if (made.itemSize > 3) made.setW(at, from.getW(used[vertex] ?? 0));
    }
  }
  return made;
}

/** As they are in memory. */
function copied(parts: readonly Part[], name: string): BufferAttribute {
  const sample = parts[0]?.mesh.geometry.getAttribute(name) as BufferAttribute;
  const { itemSize, normalized, gpuType } = sample;
  const Numbers = sample.array.constructor as Float32ArrayConstructor;
  const numbers = new Numbers(verticesOf(parts) * itemSize);
  let at = 0;
  for (const { mesh, used } of parts) {
    const { array, stride, offset } = memoryOf(mesh.geometry.getAttribute(name));
    for (let vertex = 0; vertex < used.length; vertex++) {
      const start = (used[vertex] ?? 0) * stride + offset;
      for (let item = 0; item < itemSize; item++) numbers[at++] = array[start + item] ?? 0;
    }
  }
  return Object.assign(new BufferAttribute(numbers, itemSize, normalized), { gpuType });
}

function memoryOf(attribute: Attribute): { array: ArrayLike<number>; stride: number; offset: number } {
  if ('data' in attribute) return { array: attribute.array, stride: attribute.data.stride, offset: attribute.offset };
  return { array: attribute.array, stride: attribute.itemSize, offset: 0 };
}

function verticesOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { used }) => sum + used.length, 0);
}

function sizeOf(parts: readonly Part[], name: string): number {
  return parts[0]?.mesh.geometry.getAttribute(name).itemSize ?? 3;
}
