import { kinds, type Layer, numbers } from './specs.ts';

/** Things that one instancer may place. */
const most = 20_000;

/** Makes prims of what an instancer places: each refers to its prototype, which is not drawn where it stands itself. */
export function placeInstances({ specsByPath: specs }: Layer): void {
  for (const [path, { specType, fields }] of Object.entries(specs)) {
    if (specType !== kinds.prim || fields['typeName'] !== 'PointInstancer') continue;
    const values = (name: string) => numbers(specs[`${path}.${name}`]?.fields['default']);
    const prototypes = [specs[`${path}.prototypes`]?.fields['targetPaths']].flat().map(String);
    const [positions, which] = [values('positions') ?? [], values('protoIndices') ?? []];
    const hidden = new Set(Array.from(values('invisibleIds') ?? []));
    if (which.length > most) throw new Error(`its ${path} places ${which.length} things; the limit is ${most}`);
    for (let at = 0; at < which.length; at++) {
      const prototype = prototypes[which[at] ?? 0];
      if (prototype === undefined || hidden.has(values('ids')?.[at] ?? at)) continue;
      const place = `${path}/instance_${at}`;
      const part = (list: ArrayLike<number> | undefined, each: number) =>
        list && Array.from({ length: each }, (_, index) => list[at * each + index] ?? 0);
      const ops = Object.entries({
        'xformOp:translate': part(positions, 3),
        'xformOp:orient': part(values('orientations'), 4),
        'xformOp:scale': part(values('scales'), 3),
      }).filter(([, value]) => value !== undefined);
      specs[place] = { specType: kinds.prim, fields: { typeName: 'Xform' } };
      for (const [name, value] of [...ops, ['xformOpOrder', ops.map(([op]) => op)] as const])
        specs[`${place}.${name}`] = { specType: kinds.attribute, fields: { default: value } };
      specs[`${place}/prototype`] = { specType: kinds.prim, fields: { references: [`<${prototype}>`] } };
    }
    for (const prototype of prototypes) {
      const spec = specs[prototype];
      if (spec) spec.fields['specifier'] = 2;
    }
  }
}
