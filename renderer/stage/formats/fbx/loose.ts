import { sortOf, type FbxDocument } from './document.ts';
import { childOf, type FbxRecord, listOf, listValue, setValue, textOf, valueIn } from './record.ts';

/** Where a layer has its values, and how many each of its corners or faces has. */
const lists: Readonly<Record<string, { values: string; index: string[]; each: number }>> = {
  LayerElementNormal: { values: 'Normals', index: ['NormalsIndex', 'NormalIndex'], each: 3 },
  LayerElementUV: { values: 'UV', index: ['UVIndex'], each: 2 },
  LayerElementColor: { values: 'Colors', index: ['ColorIndex'], each: 4 },
  // these are places in the model's list of materials, whatever is said of them
  LayerElementMaterial: { values: 'Materials', index: [], each: 1 },
};

/** Leaves out faces of two corners or one: edges without a face, which Blender writes so, and no renderer draws. */
export function dropLooseEdges(document: FbxDocument): void {
  for (const [, geometry] of document.all('Geometry')) if (sortOf(geometry) === 'Mesh') dropIn(geometry);
}

function dropIn(geometry: FbxRecord): void {
  const corners = listOf(valueIn(geometry, 'PolygonVertexIndex'));
  const faces = facesOf(corners);
  if (faces.every(({ count }) => count > 2)) return;
  const isKept = (face: Face) => face.count > 2;
  const keptCorners = faces
    .filter(isKept)
    .flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => start + at));
  const keptFaces = [...faces.keys()].filter(face => faces[face] && isKept(faces[face]));
  setValue(geometry, 'PolygonVertexIndex', listValue(keptCorners.map(at => corners[at] ?? 0)));
  for (const layer of geometry.children) {
    const mapping = textOf(valueIn(layer, 'MappingInformationType'));
    if (mapping === 'ByPolygonVertex') keep(layer, keptCorners);
    if (mapping === 'ByPolygon') keep(layer, keptFaces);
  }
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

function keep(layer: FbxRecord, kept: readonly number[]): void {
  const list = lists[layer.name];
  if (!list) return;
  const index = list.index.find(name => childOf(layer, name));
  const isIndexed = textOf(valueIn(layer, 'ReferenceInformationType')) === 'IndexToDirect' && index !== undefined;
  const [name, each] = isIndexed ? [index, 1] : [list.values, list.each];
  const values = listOf(valueIn(layer, name));
  const left = kept.flatMap(at => values.slice(at * each, at * each + each));
  setValue(layer, name, listValue(left));
}
