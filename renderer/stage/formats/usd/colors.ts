import { Float32BufferAttribute, type BufferGeometry, DoubleSide, type MeshPhysicalMaterial } from 'three/webgpu';
import { type Fields, numbers } from './specs.ts';

/** What a mesh's own colours are laid over: of each corner of its triangles, the corner, face and point of the file that it is. */
export interface Corners {
  corners: readonly number[];
  faces: readonly number[];
  points: readonly number[];
}

/** Values of a primvar, how many each has, and which of them a corner takes. */
interface Primvar {
  values: ArrayLike<number>;
  each: number;
  at(corner: number): number;
}

/** Colours and opacities that the file lays over a mesh which no material is bound to. */
export function cover(geometry: BufferGeometry, fields: Fields, corners: Corners): void {
  const color = primvarOf(fields, 'displayColor', 3, corners);
  const opacity = primvarOf(fields, 'displayOpacity', 1, corners);
  if (!color && !opacity) return;
  const covered = new Float32Array(corners.corners.length * 4).fill(1);
  for (let corner = 0; corner < corners.corners.length; corner++) {
    for (let channel = 0; color && channel < 3; channel++)
      covered[corner * 4 + channel] = color.values[color.at(corner) * 3 + channel] ?? 1;
    if (opacity) covered[corner * 4 + 3] = opacity.values[opacity.at(corner)] ?? 1;
  }
  geometry.setAttribute('color', new Float32BufferAttribute(covered, 4));
}

/** Shows a geometry's own colours, if it has any. */
export function show(material: MeshPhysicalMaterial, geometry: BufferGeometry): void {
  const color = geometry.getAttribute('color');
  if (!color) return;
  material.name = '';
  material.vertexColors = true;
  material.color.set(0xffffff);
  material.opacity = 1;
  material.transparent = false;
  material.side = DoubleSide;
  for (let at = 0; at < color.count && !material.transparent; at++) material.transparent = color.getW(at) < 1;
}

function primvarOf(
  fields: Fields,
  name: string,
  each: number,
  { corners, faces, points }: Corners,
): Primvar | undefined {
  const values = numbers(fields[`primvars:${name}`]);
  if (!values || values.length < each) return undefined;
  const index = numbers(fields[`primvars:${name}:indices`]);
  const count = index?.length ?? values.length / each;
  const places = { constant: undefined, uniform: faces, vertex: points, varying: points, faceVarying: corners };
  const said = Object.entries(places).find(([way]) => way === fields[`primvars:${name}:interpolation`]);
  const place = said ? said[1] : guessed(count, { corners, faces, points });
  const own = (corner: number) => (count === 1 ? 0 : (place?.[corner] ?? 0));
  return { values, each, at: corner => index?.[own(corner)] ?? own(corner) };
}

/** What values without a word on it are of: as many as there are points, corners or faces. */
function guessed(count: number, { corners, faces, points }: Corners): readonly number[] | undefined {
  return [points, corners, faces].find(one => one.reduce((most, at) => Math.max(most, at), -1) + 1 === count);
}
