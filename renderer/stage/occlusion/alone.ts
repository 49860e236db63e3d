import { type Mesh, type Object3D, type Scene as World } from 'three/webgpu';
import type { CasterMaterial } from './casters.ts';

/** What is drawn by a material in place of its own. */
export interface Stand {
  mesh: Mesh;
  material: CasterMaterial;
}

/** Some things of a world, while it has no others. */
export interface Alone<T> {
  /** How they are drawn, one after the other. */
  kinds: CasterMaterial[];
  /** Has those be drawn that are drawn so, for the cameras of a mask: by `own`, that of each. */
  show(kind: CasterMaterial, mask: (one: T, own: number) => number): void;
  restore(): void;
}

/** Makes a world one of some things alone, for a while. */
export function alone<T extends Stand>(world: World, things: readonly T[]): Alone<T> {
  const { overrideMaterial, background, backgroundNode } = world;
  const kinds = [...new Set(things.map(({ material }) => material))];
  const masks = new Map<Object3D, number>();
  world.traverse(object => {
    masks.set(object, object.layers.mask);
    object.layers.mask = 0;
  });
  const cut = things.filter(({ material }) => material.adoptCutOut);
  const hooks = new Map(cut.map(({ mesh }) => [mesh, mesh.onBeforeRender]));
  for (const { mesh, material } of cut)
    mesh.onBeforeRender = (...all) => {
      hooks.get(mesh)?.apply(mesh, all);
      material.adoptCutOut?.(all[4]);
    };
  // its light stays: three.js would take it that the picture that is drawn next has none
  Object.assign(world, { background: null, backgroundNode: null });
  return {
    kinds,
    show(kind, mask) {
      world.overrideMaterial = kind;
      for (const one of things) one.mesh.layers.mask = one.material === kind ? mask(one, masks.get(one.mesh) ?? 1) : 0;
    },
    restore() {
      for (const [object, mask] of masks) object.layers.mask = mask;
      for (const [mesh, hook] of hooks) mesh.onBeforeRender = hook;
      for (const kind of kinds) kind.adoptCutOut?.(undefined);
      Object.assign(world, { overrideMaterial, background, backgroundNode });
    },
  };
}
