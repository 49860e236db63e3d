import { sortOf, type FbxDocument } from './document.ts';
import { keepOfLayers, mendLayers } from './layers.ts';
import { countOf, type FbxRecord, listOf, listValue, setValue, valueIn } from './record.ts';

/** Leaves out what of meshes cannot be drawn: layers without enough in them, and faces of two corners or one. */
export function mendMeshes(document: FbxDocument): void {
  for (const [, geometry] of document.all('Geometry')) if (sortOf(geometry) === 'Mesh') mendMesh(geometry);
}

function mendMesh(geometry: FbxRecord): void {
  const corners = listOf(valueIn(geometry, 'PolygonVertexIndex'));
  const faces = facesOf(corners);
  const vertices = countOf(valueIn(geometry, 'Vertices')) / 3;
  mendLayers(geometry, { ByPolygonVertex: corners.length, ByPolygon: faces.length, ByVertice: vertices, AllSame: 1 });
  if (faces.some(({ count }) => count < 3)) dropLoose(geometry, corners, faces);
}

/** Edges without a face, which Blender writes so, and no renderer draws. */
function dropLoose(geometry: FbxRecord, corners: readonly number[], faces: readonly Face[]): void {
  const kept = faces.filter(({ count }) => count > 2);
  const keptCorners = kept.flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => start + at));
  const keptFaces = [...faces.keys()].filter(face => (faces[face]?.count ?? 0) > 2);
  setValue(geometry, 'PolygonVertexIndex', listValue(keptCorners.map(at => corners[at] ?? 0)));
  keepOfLayers(geometry, { ByPolygonVertex: keptCorners, ByPolygon: keptFaces });
}

interface Face {
  /** Its first corner. */
  start: number;
  count: number;
}

/** The last corner of each face is written as what is less than zero. */
function facesOf(corners: readonly number[]): Face[] {
  const faces: Face[] = [];
  let start = 0;
  for (const [at, corner] of corners.entries())
    if (corner < 0) {
      faces.push({ start, count: at + 1 - start });
      start = at + 1;
    }
  return faces;
}
