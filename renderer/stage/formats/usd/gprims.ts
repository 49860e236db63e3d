import { kinds, type Layer, numbers } from './specs.ts';

/** Later versions of shapes, which say no more that counts. */
const versions: Readonly<Record<string, string>> = { Capsule_1: 'Capsule', Cylinder_1: 'Cylinder' };

/** Makes shapes that three.js does not know those that it does: a plane is a mesh of one face. */
export function plainGprims({ specsByPath: specs }: Layer): void {
  for (const [path, { specType, fields }] of Object.entries(specs)) {
    if (specType !== kinds.prim) continue;
    const type = String(fields['typeName']);
    fields['typeName'] = versions[type] ?? type;
    const value = (name: string, plain: unknown) => specs[`${path}.${name}`]?.fields['default'] ?? plain;
    if (type.endsWith('_1')) {
      const wide = Math.max(...[value('radiusTop', 0), value('radiusBottom', 0)].map(Number));
      if (wide > 0) specs[`${path}.radius`] ??= attribute('double', wide);
    }
    if (type !== 'Plane') continue;
    fields['typeName'] = 'Mesh';
    const [width, length] = [Number(value('width', 2)) / 2, Number(value('length', 2)) / 2];
    const place = placed[String(value('axis', 'Z'))] ?? placed['Z'];
    const corners = [
      [-width, -length],
      [width, -length],
      [width, length],
      [-width, length],
    ];
    specs[`${path}.points`] = attribute(
      'point3f[]',
      corners.flatMap(([x = 0, y = 0]) => place?.(x, y) ?? []),
    );
    specs[`${path}.faceVertexCounts`] = attribute('int[]', [4]);
    specs[`${path}.faceVertexIndices`] = attribute('int[]', [0, 1, 2, 3]);
    specs[`${path}.subdivisionScheme`] = attribute('token', 'none');
  }
}

/** Corners of a plane across an axis. */
const placed: Readonly<Record<string, (x: number, y: number) => number[]>> = {
  X: (x, y) => [0, y, -x],
  Y: (x, y) => [x, 0, -y],
  Z: (x, y) => [x, y, 0],
};

function attribute(typeName: string, value: unknown) {
  return { specType: kinds.attribute, fields: { typeName, default: numbers(value) ?? value } };
}
