import { sortOf, type FbxDocument } from './document.ts';
import { type FbxRecord, numberOf, propertyOf } from './record.ts';

const geometric: [name: string, plain: number][] = [
  ['GeometricTranslation', 0],
  ['GeometricRotation', 0],
  ['GeometricScaling', 1],
];

/**
 * Gives models that share a geometry, and each have it at a place of their own, one each: the loader puts it at the first one's place,
 * and there alone.
 */
export function partInstances(document: FbxDocument): void {
  for (const [id, geometry] of document.all('Geometry')) {
    if (sortOf(geometry) !== 'Mesh') continue;
    const owners = document.links.filter(({ child }) => child === id);
    if (owners.length < 2) continue;
    const [, ...others] = Map.groupBy(owners, ({ parent }) => placeOf(document.objects.get(parent))).values();
    for (const apart of others) {
      const copy = document.add(geometry);
      for (const { child } of document.links.filter(({ parent }) => parent === id)) document.link(child, copy);
      const moved = new Set(apart);
      document.keepLinks(link => !moved.has(link));
      for (const { parent } of apart) document.link(copy, parent);
    }
  }
}

function placeOf(model: FbxRecord | undefined): string {
  const numbers = geometric.flatMap(([name, plain]) => {
    const values = model && propertyOf(model, name);
    return [0, 1, 2].map(axis => (values ? numberOf(values[axis]) : plain));
  });
  return numbers.join();
}
