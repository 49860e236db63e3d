import { BufferAttribute, BufferGeometry, Vector3 } from 'three';
import { point, range, texel, triangle } from './geometry.ts';

/**
 * Gives a geometry its normals and welds it: faces that meet at less than `crease` degrees share a smooth normal, others
 * keep a sharp edge. Faces of no area are dropped. Every shape passes through here once, on its way into the file.
 */
export function smooth(geometry: BufferGeometry, crease = 50): BufferGeometry {
  const loose = geometry.index ? geometry.toNonIndexed() : geometry;
  const corners = solidCorners(loose);
  const limit = Math.cos((crease * Math.PI) / 180);
  const meeting = new Map<string, Corner[]>();
  for (const corner of corners) {
    const here = meeting.get(corner.place);
    if (here) here.push(corner);
    else meeting.set(corner.place, [corner]);
  }
  const normals = corners.map(corner => {
    const normal = new Vector3();
    for (const other of meeting.get(corner.place) ?? [])
      if (other.face.dot(corner.face) > limit - 1e-9) normal.addScaledVector(other.face, other.weight);
    return normal.normalize();
  });
  return weld(loose, corners, normals);
}

interface Corner {
  index: number;
  place: string;
  face: Vector3;
  weight: number;
}

function solidCorners(geometry: BufferGeometry): Corner[] {
  const corners: Corner[] = [];
  const count = geometry.getAttribute('position').count;
  for (let i = 0; i < count; i += 3) {
    const points = triangle(geometry, i);
    const face = points[1].clone().sub(points[0]).cross(points[2].clone().sub(points[0]));
    if (face.length() < 1e-11) continue;
    face.normalize();
    points.forEach((position, k) => {
      const to = points[(k + 1) % 3]?.clone().sub(position) ?? new Vector3();
      const from = points[(k + 2) % 3]?.clone().sub(position) ?? new Vector3();
      corners.push({ index: i + k, place: key(position.toArray(), 1e6), face, weight: to.angleTo(from) });
    });
  }
  return corners;
}

const key = (numbers: number[], scale: number) => numbers.map(n => Math.round(n * scale)).join();

function weld(geometry: BufferGeometry, corners: Corner[], normals: Vector3[]): BufferGeometry {
  const seen = new Map<string, number>();
  const positions: number[] = [];
  const directions: number[] = [];
  const uvs: number[] = [];
  const index = corners.map((corner, i) => {
    const uv = texel(geometry, corner.index).toArray();
    const normal = normals[i]?.toArray() ?? [0, 1, 0];
    const id = `${corner.place}|${key(normal, 1e3)}|${key(uv, 1e5)}`;
    const known = seen.get(id);
    if (known !== undefined) return known;
    const vertex = seen.size;
    seen.set(id, vertex);
    positions.push(...point(geometry, corner.index).toArray());
    directions.push(...normal);
    uvs.push(...uv);
    return vertex;
  });
  const welded = new BufferGeometry();
  welded.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  welded.setAttribute('normal', new BufferAttribute(new Float32Array(directions), 3));
  welded.setAttribute('uv', new BufferAttribute(new Float32Array(uvs), 2));
  welded.setIndex(index);
  return welded;
}

/**
 * Tangents for a normal map, x y z and the side of the bitangent, one a vertex of an indexed geometry: u's direction on
 * the surface, made square to the normal.
 */
export function tangents(geometry: BufferGeometry): Float32Array<ArrayBuffer> {
  const count = geometry.getAttribute('position').count;
  const along = range(count).map(() => new Vector3());
  const across = range(count).map(() => new Vector3());
  const index = geometry.index?.array ?? [];
  for (let i = 0; i < index.length; i += 3) {
    const [a, b, c] = [index[i] ?? 0, index[i + 1] ?? 0, index[i + 2] ?? 0];
    const edge1 = point(geometry, b).sub(point(geometry, a));
    const edge2 = point(geometry, c).sub(point(geometry, a));
    const uv1 = texel(geometry, b).sub(texel(geometry, a));
    const uv2 = texel(geometry, c).sub(texel(geometry, a));
    const turn = Math.sign(uv1.cross(uv2)) || 1;
    const du = edge1.clone().multiplyScalar(uv2.y).addScaledVector(edge2, -uv1.y).multiplyScalar(turn).normalize();
    const dv = edge2.clone().multiplyScalar(uv1.x).addScaledVector(edge1, -uv2.x).multiplyScalar(turn).normalize();
    for (const vertex of [a, b, c]) {
      along[vertex]?.add(du);
      across[vertex]?.add(dv);
    }
  }
  const result = new Float32Array(count * 4);
  for (let i = 0; i < count; i++) {
    const normal = new Vector3().fromBufferAttribute(geometry.getAttribute('normal'), i);
    const raw = along[i] ?? new Vector3(1, 0, 0);
    const tangent = raw.clone().addScaledVector(normal, -normal.dot(raw));
    if (tangent.length() < 1e-6)
      tangent.set(normal.y, normal.z, normal.x).addScaledVector(normal, -normal.dot(tangent));
    tangent.normalize();
    const side =
      normal
        .clone()
        .cross(tangent)
        .dot(across[i] ?? normal) < 0
        ? -1
        : 1;
    result.set([...tangent.toArray(), side], i * 4);
  }
  return result;
}
