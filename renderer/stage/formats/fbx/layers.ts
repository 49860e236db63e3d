import {
  childOf,
  countOf,
  type FbxRecord,
  listOf,
  listValue,
  setValue,
  stringValue,
  textOf,
  valueIn,
} from './record.ts';

/** Where a layer has its values, and how many each of its corners or faces has. */
const lists: Readonly<Record<string, { values: string; index: string[]; each: number }>> = {
  LayerElementNormal: { values: 'Normals', index: ['NormalsIndex', 'NormalIndex'], each: 3 },
  LayerElementUV: { values: 'UV', index: ['UVIndex'], each: 2 },
  LayerElementColor: { values: 'Colors', index: ['ColorIndex'], each: 4 },
  // these are places in the model's list of materials, whatever is said of them
  LayerElementMaterial: { values: 'Materials', index: [], each: 1 },
};

/** How many a mesh has of what a layer may be laid over. */
export type Counts = Readonly<Record<string, number>>;

/** Leaves out layers that have less than is to be covered, or cover what the loader knows nothing of, and calls others as it does. */
export function mendLayers(geometry: FbxRecord, counts: Counts): void {
  geometry.children = geometry.children.filter(layer => {
    const list = lists[layer.name];
    if (!list) return true;
    const mapping = textOf(valueIn(layer, 'MappingInformationType')).replace(/^ByVertex$/, 'ByVertice');
    if (mapping === 'NoMappingInformation') return list.values === 'Materials';
    setValue(layer, 'MappingInformationType', stringValue(mapping));
    const { name, each, isIndexed } = listIn(layer, list);
    if (!isIndexed && list.index.length > 0) setValue(layer, 'ReferenceInformationType', stringValue('Direct'));
    return countOf(valueIn(layer, name)) / each >= (counts[mapping] ?? Infinity);
  });
}

/** Keeps some of what a layer says of corners, or of faces. @param kept which of them, by what they are called in a mapping */
export function keepOfLayers(geometry: FbxRecord, kept: Readonly<Record<string, readonly number[]>>): void {
  for (const layer of geometry.children) {
    const list = lists[layer.name];
    const places = kept[textOf(valueIn(layer, 'MappingInformationType'))];
    if (!list || !places) continue;
    const { name, each } = listIn(layer, list);
    const values = listOf(valueIn(layer, name));
    setValue(layer, name, listValue(places.flatMap(at => values.slice(at * each, at * each + each))));
  }
}

/** The list of a layer that has one entry for each of what it is laid over: its index, else its values. */
function listIn(layer: FbxRecord, { values, index, each }: { values: string; index: string[]; each: number }) {
  const own = index.find(name => childOf(layer, name));
  const isIndexed = own !== undefined && textOf(valueIn(layer, 'ReferenceInformationType')) === 'IndexToDirect';
  return isIndexed ? { name: own, each: 1, isIndexed } : { name: values, each, isIndexed };
}
