import { BufferAttribute, BufferGeometry, Float32BufferAttribute, Mesh, type Material } from 'three/webgpu';
import type { Look, Looks } from './looks.ts';
import { attributeOf } from './xml.ts';

interface Triangle {
  corners: [number, number, number];
  looks: readonly [Look, Look, Look] | undefined;
}

/** Makes the material that a triangle's corners ask for; the same for all that look alike. */
export type MaterialOf = (looks: readonly Look[] | undefined) => Material;

/** The meshes of an object: one for each of its materials. */
export function meshesOf(object: Element, mesh: Element, looks: Looks, materialOf: MaterialOf): Mesh[] {
  const positions = positionsOf(mesh);
  const triangles = trianglesOf(object, mesh, looks);
  const name = attributeOf(object, 'name') ?? '';
  const byMaterial = Map.groupBy(triangles, triangle => materialOf(triangle.looks));
  return [...byMaterial].map(([material, own]) => {
    const geometry = own[0]?.looks ? coveredOf(positions, own) : bareOf(positions, own);
    return Object.assign(new Mesh(geometry, material), { name });
  });
}

function positionsOf(mesh: Element): Float32Array {
  const vertices = mesh.getElementsByTagNameNS('*', 'vertex');
  const positions = new Float32Array(vertices.length * 3);
  let at = 0;
  for (const vertex of vertices)
    for (const axis of ['x', 'y', 'z']) positions[at++] = Number(vertex.getAttribute(axis) ?? NaN);
  return positions;
}

function trianglesOf(object: Element, mesh: Element, looks: Looks): Triangle[] {
  const [pid, pindex] = ['pid', 'pindex'].map(name => attributeOf(object, name));
  const found: Triangle[] = [];
  for (const triangle of mesh.getElementsByTagNameNS('*', 'triangle')) {
    const number = (name: string) => Number(triangle.getAttribute(name));
    const group = looks.get(triangle.getAttribute('pid') ?? pid ?? '');
    const first = triangle.getAttribute('p1') ?? pindex ?? 0;
    const at = [first, triangle.getAttribute('p2') ?? first, triangle.getAttribute('p3') ?? first].map(Number);
    const [one, two, three] = at.map(index => group?.[index]);
    found.push({
      corners: [number('v1'), number('v2'), number('v3')],
      looks: one && two && three ? [one, two, three] : undefined,
    });
  }
  return found;
}

/** Without a look of their own triangles share their corners. */
function bareOf(positions: Float32Array, triangles: readonly Triangle[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setIndex(new BufferAttribute(Uint32Array.from(triangles.flatMap(({ corners }) => corners)), 1));
  return geometry.setAttribute('position', new BufferAttribute(positions, 3));
}

function coveredOf(positions: Float32Array, triangles: readonly Triangle[]): BufferGeometry {
  const corners = triangles.flatMap(({ corners, looks = [] }) =>
    corners.map((vertex, at) => ({ vertex, look: looks[at] })),
  );
  const geometry = new BufferGeometry();
  const attribute = (name: string, size: number, values: (corner: (typeof corners)[number]) => readonly number[]) =>
    geometry.setAttribute(name, new Float32BufferAttribute(corners.flatMap(values), size));
  attribute('position', 3, ({ vertex }) => [0, 1, 2].map(axis => positions[vertex * 3 + axis] ?? NaN));
  if (corners.some(({ look }) => look?.uv)) attribute('uv', 2, ({ look }) => look?.uv ?? [0, 0]);
  if (corners.some(({ look }) => look?.name === undefined))
    attribute('color', 4, ({ look }) => look?.color ?? [1, 1, 1, 1]);
  return geometry;
}
