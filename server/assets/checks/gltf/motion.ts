import { checkIndex, invalid } from './invalid.ts';
import type { Accessor, Gltf } from './schema.ts';

/** Checks that skins name existing joints, and have a matrix for each. */
export function checkSkins(gltf: Gltf): void {
  gltf.skins?.forEach((skin, s) => {
    const at = (field: string) => () => `/skins/${s}/${field}`;
    skin.joints.forEach((joint, j) => checkIndex(joint, gltf.nodes, 'node', at(`joints/${j}`)));
    checkIndex(skin.skeleton, gltf.nodes, 'node', at('skeleton'));
    checkIndex(skin.inverseBindMatrices, gltf.accessors, 'accessor', at('inverseBindMatrices'));
    const matrices = skin.inverseBindMatrices === undefined ? undefined : gltf.accessors?.[skin.inverseBindMatrices];
    if (!matrices) return;
    if (matrices.type !== 'MAT4') throw invalid(at('inverseBindMatrices')(), `is of type ${matrices.type}, not MAT4`);
    if (matrices.count < skin.joints.length)
      throw invalid(at('inverseBindMatrices')(), `has ${matrices.count} matrices for ${skin.joints.length} joints`);
  });
}

/** Checks that animations name existing nodes and samplers, and have a value for each time. */
export function checkAnimations(gltf: Gltf): void {
  gltf.animations?.forEach((animation, a) => {
    animation.channels.forEach(({ sampler, target }, c) => {
      const at = (field: string) => () => `/animations/${a}/channels/${c}/${field}`;
      checkIndex(sampler, animation.samplers, 'sampler', at('sampler'));
      checkIndex(target.node, gltf.nodes, 'node', at('target/node'));
      checkValues(gltf.accessors?.[animation.samplers[sampler]?.output ?? -1], target.path, at('sampler'));
    });
    animation.samplers.forEach(({ input, output, interpolation }, s) => {
      const at = (field: string) => () => `/animations/${a}/samplers/${s}/${field}`;
      checkIndex(input, gltf.accessors, 'accessor', at('input'));
      checkIndex(output, gltf.accessors, 'accessor', at('output'));
      checkTimes(gltf.accessors?.[input], at('input'));
      const times = gltf.accessors?.[input]?.count ?? 0;
      const values = gltf.accessors?.[output]?.count ?? 0;
      const needed = times * (interpolation === 'CUBICSPLINE' ? 3 : 1);
      if (values < needed) throw invalid(at('output')(), `has ${values} values, where ${times} times need ${needed}`);
    });
  });
}

function checkTimes(accessor: Accessor | undefined, at: () => string): void {
  if (accessor && (accessor.type !== 'SCALAR' || accessor.componentType !== 5126))
    throw invalid(at(), 'names an accessor that does not hold times');
}

const valueTypes: Readonly<Record<string, Accessor['type']>> = {
  translation: 'VEC3',
  rotation: 'VEC4',
  scale: 'VEC3',
  weights: 'SCALAR',
};

function checkValues(accessor: Accessor | undefined, path: string, at: () => string): void {
  const type = valueTypes[path];
  if (accessor && type && accessor.type !== type)
    throw invalid(at(), `has values of type ${accessor.type} for ${path}, not ${type}`);
}
