import { type BufferAttribute, type BufferGeometry, type Material, type Mesh, Vector3 } from 'three/webgpu';
import { usedVertices } from '../../graph/drawables.ts';

/** A thing that is drawn together with others. */
export interface Part {
  mesh: Mesh<BufferGeometry, Material>;
  /** Equal for what can be drawn together. */
  kind: string;
  /** Those of its vertices that a triangle has: the shapes of a file may share all that it has. */
  used: Uint32Array;
  /** Of each corner of its triangles, the place among those; turned over where it is mirrored, as the GPU takes one winding at a time. */
  index: Uint32Array;
  /** In the world. */
  center: Vector3;
}

export function partsOf(meshes: readonly Part['mesh'][]): Part[] {
  const known = new Map<BufferGeometry, Shape>();
  return meshes.map(mesh => {
    const { geometry, material, matrixWorld, castShadow, receiveShadow, renderOrder, layers } = mesh;
    const shape = known.get(geometry) ?? new Shape(mesh);
    known.set(geometry, shape);
    return {
      mesh,
      kind: [material.uuid, castShadow, receiveShadow, renderOrder, layers.mask, shape.attributes].join(),
      used: shape.used,
      index: matrixWorld.determinant() < 0 ? shape.turned : shape.index,
      center: shape.center.clone().applyMatrix4(matrixWorld),
    };
  });
}

/** What parts of one geometry have in common. */
class Shape {
  /** What they are made of. */
  readonly attributes: string;
  readonly used: Uint32Array;
  readonly index: Uint32Array;
  readonly center: Vector3;
  #turned: Uint32Array | undefined;

  constructor(mesh: Mesh) {
    const { geometry } = mesh;
    this.attributes = Object.entries(geometry.attributes).map(typeOf).toSorted().join();
    const index = geometry.getIndex();
    const { count } = geometry.getAttribute('position');
    this.used = usedVertices(mesh, count);
    const places = new Uint32Array(count);
    for (let at = 0; at < this.used.length; at++) places[this.used[at] ?? 0] = at;
    this.index = new Uint32Array(Math.floor((index?.count ?? count) / 3) * 3);
    for (let at = 0; at < this.index.length; at++) this.index[at] = places[index?.getX(at) ?? at] ?? 0;
    if (!geometry.boundingSphere) geometry.computeBoundingSphere();
    this.center = geometry.boundingSphere?.center.clone() ?? new Vector3();
  }

  /** The same triangles, each the other way round. */
  get turned(): Uint32Array {
    return (this.#turned ??= this.index.map(
      (_, at, all) => all[at % 3 === 0 ? at : at % 3 === 1 ? at + 1 : at - 1] ?? 0,
    ));
  }
}

function typeOf([name, attribute]: [string, BufferGeometry['attributes'][string]]): string {
  const { array, itemSize, normalized } = attribute as BufferAttribute;
  return [name, array.constructor.name, itemSize, normalized].join(' ');
}
