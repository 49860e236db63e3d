import { BufferGeometry, Float32BufferAttribute, Group, LineSegments, Mesh, Points } from 'three/webgpu';
import { creased } from './creases.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { setPlaces } from './places.ts';
import { type Ply, readPly, type Table } from './ply-table.ts';
import { colorsOf, columnsOf } from './ply-columns.ts';
import { groupByImage, imagesOf, materialOf } from './ply-looks.ts';
import { triangulated } from './polygons.ts';
import { readSplats } from './splats.ts';

/** PLY says neither unit nor axes: y is up, and a unit is a metre; splats have y down, as those who train them write it. */
export async function read(file: ModelFile): Promise<LoadedModel> {
  const ply = readPly(file.bytes);
  const { vertex, face } = ply;
  if (['f_dc_0', 'rot_0', 'scale_0', 'opacity'].every(name => vertex.columns.has(name)))
    return { root: readSplats(vertex, file.gpu), animations: [] };
  const places = columnsOf(vertex, [['x', 'y', 'z']]) ?? new Float64Array();
  const geometry = geometryOf(vertex);
  const origin = setPlaces(geometry, places);
  const faces = face?.lists.get('vertex_indices') ?? face?.lists.get('vertex_index') ?? [];
  const root = new Group();
  if (faces.some(corners => corners.length > 2)) root.add(meshOf(ply, geometry, cornersOf(faces, places), file));
  const edges = ply.edge ? edgesOf(ply.edge, vertex.count) : [];
  if (edges.length > 0) root.add(new LineSegments(new BufferGeometry().copy(geometry).setIndex(edges)));
  if (root.children.length === 0) root.add(new Points(geometry));
  root.position.copy(origin);
  return { root, animations: [] };
}

function geometryOf(vertex: Table): BufferGeometry {
  const geometry = new BufferGeometry();
  const normal = columnsOf(vertex, [
    ['nx', 'ny', 'nz'],
    ['normalx', 'normaly', 'normalz'],
  ]);
  if (normal?.some(value => Math.abs(value) > 0))
    geometry.setAttribute('normal', new Float32BufferAttribute(normal, 3));
  const uv = columnsOf(vertex, [
    ['s', 't'],
    ['u', 'v'],
    ['texture_u', 'texture_v'],
  ]);
  if (uv) geometry.setAttribute('uv', new Float32BufferAttribute(uv, 2));
  const color = colorsOf(vertex);
  if (color) geometry.setAttribute('color', new Float32BufferAttribute(color, 3));
  return geometry;
}

function meshOf(ply: Ply, vertices: BufferGeometry, found: Corner[], file: ModelFile): Mesh {
  const images = imagesOf(ply, file);
  const numbers = images.length > 1 ? ply.face?.columns.get('texnumber') : undefined;
  const imageOf = ({ face }: Corner) => Math.max(0, Math.min(images.length - 1, numbers?.[face] ?? 0));
  const corners = numbers ? found.toSorted((one, other) => imageOf(one) - imageOf(other)) : found;
  vertices.setIndex(corners.map(({ vertex }) => vertex));
  const byFace = ply.face ? colorsOf(ply.face) : undefined;
  const uvs = ply.face?.lists.get('texcoord');
  let geometry = byFace || uvs ? vertices.toNonIndexed() : vertices;
  if (byFace)
    geometry.setAttribute(
      'color',
      new Float32BufferAttribute(
        corners.flatMap(({ face }) => [...byFace.subarray(face * 3, face * 3 + 3)]),
        3,
      ),
    );
  if (uvs)
    geometry.setAttribute(
      'uv',
      new Float32BufferAttribute(
        corners.flatMap(({ face, corner }) => [uvs[face]?.[corner * 2] ?? 0, uvs[face]?.[corner * 2 + 1] ?? 0]),
        2,
      ),
    );
  if (!geometry.getAttribute('normal')) geometry = creased(geometry);
  if (!numbers) return new Mesh(geometry, materialOf(geometry, images[0], file));
  groupByImage(geometry, corners.filter((_, at) => at % 3 === 0).map(imageOf));
  return new Mesh(
    geometry,
    images.map(image => materialOf(geometry, image, file)),
  );
}

interface Corner {
  vertex: number;
  face: number;
  /** Which of its face's corners it is. */
  corner: number;
}

/** Every face as triangles. */
function cornersOf(faces: number[][], places: Float64Array): Corner[] {
  const found: Corner[] = [];
  for (const [face, corners] of faces.entries()) {
    for (const vertex of corners) checkVertex(vertex, places.length / 3, `face ${face}`);
    for (const corner of triangulated(corners, places)) found.push({ vertex: corners[corner] ?? 0, face, corner });
  }
  return found;
}

/** Both ends of each edge. */
function edgesOf({ columns, count }: Table, vertices: number): number[] {
  const [from, to] = [columns.get('vertex1'), columns.get('vertex2')];
  if (!from || !to) return [];
  return Array.from({ length: count * 2 }, (_, at) => {
    const vertex = (at % 2 === 0 ? from : to)[Math.floor(at / 2)] ?? NaN;
    checkVertex(vertex, vertices, `edge ${Math.floor(at / 2)}`);
    return vertex;
  });
}

function checkVertex(vertex: number, count: number, what: string): void {
  if (!(vertex >= 0 && vertex < count)) throw new Error(`${what} names vertex ${vertex}, and there are ${count}`);
}
