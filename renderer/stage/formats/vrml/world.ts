import {
  BufferGeometry,
  DoubleSide,
  Float32BufferAttribute,
  FrontSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Loader,
  type LoadingManager,
  Mesh,
  type MeshPhongMaterial,
  type Object3D,
  Points,
  PointsMaterial,
  Vector3,
} from 'three/webgpu';
import type { Placed } from '../places.ts';
import { nameOf, lineColor, surfaceMaterial } from './appearance.ts';
import { child, flag, nodes, number } from './fields.ts';
import { kindOf } from './geometries.ts';
import { transform } from './transform.ts';
import type { Node } from './tree.ts';

/** Things at most, each use of a node counted: a few that use each other unfold to millions. */
const most = 200_000;

/** Builds what is to be seen of nodes. What several of them use is made once. */
export class World {
  readonly #manager: LoadingManager;
  readonly #geometries = new Map<Node, Placed>();
  readonly #materials = new Map<Node | undefined, MeshPhongMaterial>();
  /** Types of geometry that are left out. */
  readonly left = new Set<string>();
  #count = 0;

  constructor(manager: LoadingManager) {
    this.#manager = manager;
  }

  /** `undefined` for what is not drawn. */
  build(node: Node): Object3D | undefined {
    this.#count += 1;
    if (this.#count > most) throw new Error(`it unfolds to more than ${most} parts`);
    const built = node.type === 'Shape' ? this.#shape(node) : this.#group(node);
    if (built && node.name !== '') built.name = node.name;
    return built;
  }

  #group(node: Node): Object3D | undefined {
    const shown = childrenOf[node.type]?.(node);
    if (!shown) return undefined;
    const group = new Group();
    const inner = node.type === 'Transform' ? transform(group, node) : group;
    for (const one of shown) {
      const built = this.build(one);
      if (built) inner.add(built);
    }
    return group;
  }

  #shape(node: Node): Object3D | undefined {
    const [appearance, geometry] = [child(node, 'appearance'), child(node, 'geometry')];
    const kind = geometry && kindOf(geometry);
    if (geometry && !kind) this.left.add(geometry.type);
    if (!geometry || !kind) return undefined;
    const placed = this.#geometries.get(geometry) ?? kind.build(geometry);
    this.#geometries.set(geometry, placed);
    if (placed.geometry.getAttribute('position').count === 0) return undefined;
    const object =
      kind.draws === 'surface' ? this.#surface(placed, geometry, appearance) : strokes(placed, kind.draws, appearance);
    object.position.copy(placed.origin);
    return object;
  }

  #surface({ geometry }: Placed, node: Node, appearance: Node | undefined): Mesh {
    const known = this.#materials.get(appearance) ?? surfaceMaterial(appearance, this.#manager);
    this.#materials.set(appearance, known);
    const vertexColors = geometry.getAttribute('color') !== undefined;
    const side = flag(node, 'solid', true) ? FrontSide : DoubleSide;
    if (known.map && !geometry.getAttribute('uv')) spreadOver(geometry);
    if (known.vertexColors === vertexColors && known.side === side) return new Mesh(geometry, known);
    const material = known.clone();
    return new Mesh(
      geometry,
      Object.assign(material, { vertexColors, side }, vertexColors && { color: white(material) }),
    );
  }
}

/** Colours of a geometry take the place of its material's. */
function white({ color }: MeshPhongMaterial) {
  return color.clone().set(0xffffff);
}

/** What is shown of the nodes that hold others. */
const childrenOf: Readonly<Record<string, (node: Node) => Node[]>> = {
  Group: children,
  Transform: children,
  Anchor: children,
  Billboard: children,
  Collision: children,
  LOD: node => nodes(node, 'level').slice(0, 1),
  Switch: node => {
    const chosen = nodes(node, 'choice')[number(node, 'whichChoice', -1)];
    return chosen ? [chosen] : [];
  },
};

function children(node: Node): Node[] {
  return nodes(node, 'children');
}

function strokes({ geometry }: Placed, kind: 'lines' | 'points', appearance: Node | undefined): Object3D {
  const color = geometry.getAttribute('color') ? undefined : lineColor(appearance);
  const look = color ? { name: nameOf(appearance) || 'line', color } : { name: Loader.DEFAULT_MATERIAL_NAME };
  if (kind === 'lines') return new LineSegments(geometry, new LineBasicMaterial(look));
  return new Points(geometry, new PointsMaterial(look));
}

/** An image over a geometry without coordinates: along its longest side, and as high as it is wide. */
function spreadOver(geometry: BufferGeometry): void {
  geometry.computeBoundingBox();
  const box = geometry.boundingBox;
  if (!box) return;
  const size = box.getSize(new Vector3());
  const [first = 'x', second = 'y'] = (['x', 'y', 'z'] as const).toSorted((a, b) => size[b] - size[a]);
  const position = geometry.getAttribute('position');
  const place = new Vector3();
  const uvs = Array.from({ length: position.count }, (_, at) => {
    place
      .fromBufferAttribute(position, at)
      .sub(box.min)
      .divideScalar(size[first] || 1);
    return [place[first], place[second]];
  });
  geometry.setAttribute('uv', new Float32BufferAttribute(uvs.flat(), 2));
}
