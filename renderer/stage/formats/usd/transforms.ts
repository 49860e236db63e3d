import { Euler, type EulerOrder, MathUtils, Matrix4, Quaternion } from 'three/webgpu';
import { type Fields, numbers } from './specs.ts';

/** Operations whose names three.js' composer looks at: without a suffix, and of six orders one. */
const known =
  /^(?:!invert!)?xformOp:(?:transform|translate|translate:pivot|scale|rotateXYZ|rotateX|rotateY|rotateZ|orient)$/;

/** Says where a prim is in one matrix, where three.js would pass over some of the operations that say it. */
export function inOneMatrix(fields: Fields): Fields {
  const order = fields['xformOpOrder'];
  if (!Array.isArray(order) || order.every(operation => known.test(String(operation)))) return fields;
  const all = new Matrix4();
  for (const operation of order.map(String)) {
    const [, inverse, name = ''] = /^(!invert!)?(.*)$/.exec(operation) ?? [];
    const matrix = matrixOf(name.split(':')[1] ?? '', fields[name]);
    all.multiply(inverse ? matrix.invert() : matrix);
  }
  return { ...fields, xformOpOrder: ['xformOp:transform'], 'xformOp:transform': all.toArray() };
}

/** @param kind such as `rotateZYX`: around z first, and then around what y and x were before */
function matrixOf(kind: string, value: unknown): Matrix4 {
  const matrix = new Matrix4();
  const given = typeof value === 'number' ? [value] : numbers(value);
  if (!given || given.length === 0) return matrix;
  const [first = 0, second = first, third = first, fourth = 1] = Array.from(given);
  const axes = /(?<=^rotate)[XYZ]{3}$/.exec(kind)?.[0];
  if (axes) {
    const [x, y, z] = [first, second, third].map(MathUtils.degToRad) as [number, number, number];
    return matrix.makeRotationFromEuler(new Euler(x, y, z, axes.split('').toReversed().join('') as EulerOrder));
  }
  const along = (otherwise: number) =>
    ['X', 'Y', 'Z'].map(axis => (kind.endsWith(axis) ? first : otherwise)) as [number, number, number];
  if (kind === 'transform' && given.length === 16) return matrix.fromArray(given);
  if (kind === 'orient') return matrix.makeRotationFromQuaternion(new Quaternion(first, second, third, fourth));
  if (kind === 'translate') return matrix.makeTranslation(first, second, third);
  if (kind === 'scale') return matrix.makeScale(first, second, third);
  if (/^translate[XYZ]$/.test(kind)) return matrix.makeTranslation(...along(0));
  if (/^scale[XYZ]$/.test(kind)) return matrix.makeScale(...along(1));
  if (/^rotate[XYZ]$/.test(kind)) return matrix.makeRotationFromEuler(new Euler(...along(0).map(MathUtils.degToRad)));
  return matrix;
}
