import {
  type BufferAttribute,
  type BufferGeometry,
  Color,
  Group,
  InstancedMesh,
  type Line,
  Matrix4,
  type Mesh,
  type Object3D,
  type Points,
  Quaternion,
  Vector3,
} from 'three/webgpu';
import type { GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import type { GltfJson } from './json.ts';

const extension = 'EXT_mesh_gpu_instancing';

/** One copy of a mesh. */
interface Instance {
  place: Matrix4;
  color: Color | undefined;
}

/**
 * EXT_mesh_gpu_instancing. In place of three.js' own, which draws points and lines once, and mirrored copies inside out: the GPU
 * takes one winding for all copies of a draw.
 */
export function instancing(
  parser: GLTFParser,
): GLTFLoaderPlugin & { createNodeMesh(at: number): Promise<Object3D> | null } {
  const json: GltfJson = parser.json;
  return {
    name: extension,
    createNodeMesh(at) {
      const node = json.nodes?.[at];
      const attributes = attributesOf(node?.extensions?.[extension]);
      if (node?.mesh === undefined || attributes.length === 0) return null;
      return copies(parser, at, attributes);
    },
  };
}

function attributesOf(value: unknown): [name: string, accessor: number][] {
  if (typeof value !== 'object' || value === null || !('attributes' in value)) return [];
  const { attributes } = value;
  return typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : [];
}

async function copies(parser: GLTFParser, at: number, attributes: [string, number][]): Promise<Group | Mesh> {
  const loaded = await Promise.all(
    attributes.map(
      async ([name, accessor]): Promise<[string, BufferAttribute]> => [
        name,
        await parser.getDependency('accessor', accessor),
      ],
    ),
  );
  const instances = instancesOf(new Map(loaded));
  const made = await parser.createNodeMesh(at);
  const parts = 'isGroup' in made ? [...made.children] : [made];
  const repeated = parts.flatMap(part => repeat(part, instances));
  const [only] = repeated;
  if (only && repeated.length === 1 && isMesh(only)) return only;
  const group = new Group();
  if (repeated.length > 0) group.add(...repeated);
  return group;
}

function instancesOf(attributes: ReadonlyMap<string, BufferAttribute>): Instance[] {
  const [translation, rotation, scale] = ['TRANSLATION', 'ROTATION', 'SCALE'].map(name => attributes.get(name));
  const colors = attributes.get('_COLOR_0');
  const count = Math.min(...[...attributes.values()].map(attribute => attribute.count));
  const [position, turn, size] = [new Vector3(), new Quaternion(), new Vector3(1, 1, 1)];
  return Array.from({ length: count }, (_, at) => {
    if (translation) position.fromBufferAttribute(translation, at);
    if (rotation) turn.fromBufferAttribute(rotation, at).normalize();
    if (scale) size.fromBufferAttribute(scale, at);
    return {
      place: new Matrix4().compose(position, turn, size),
      color: colors && new Color(colors.getX(at), colors.getY(at), colors.getZ(at)),
    };
  });
}

function repeat(part: Object3D, instances: readonly Instance[]): Object3D[] {
  if (!isMesh(part)) return isFlat(part) ? instances.map(instance => placed(part, instance)) : [part];
  const upright = instances.filter(({ place }) => place.determinant() >= 0);
  const mirrored = instances.filter(({ place }) => place.determinant() < 0);
  return [
    ...(upright.length > 0 ? [instanced(part, part.geometry, upright)] : []),
    ...(mirrored.length > 0 ? [instanced(part, turnedOver(part.geometry), mirrored)] : []),
  ];
}

function isMesh(part: Object3D): part is Mesh {
  return 'isMesh' in part;
}

function isFlat(part: Object3D): part is Points | Line {
  return 'isPoints' in part || 'isLine' in part;
}

function placed(part: Object3D, { place }: Instance): Object3D {
  const copy = part.clone();
  copy.applyMatrix4(place);
  return copy;
}

function instanced(mesh: Mesh, geometry: BufferGeometry, instances: readonly Instance[]): InstancedMesh {
  const made = new InstancedMesh(geometry, mesh.material, instances.length);
  made.name = mesh.name;
  made.userData = mesh.userData;
  if (mesh.morphTargetInfluences) made.morphTargetInfluences = [...mesh.morphTargetInfluences];
  for (const [at, { place, color }] of instances.entries()) {
    made.setMatrixAt(at, place);
    if (color) made.setColorAt(at, color);
  }
  return made;
}

/** The same triangles, each the other way round. */
function turnedOver(geometry: BufferGeometry): BufferGeometry {
  const index = geometry.getIndex();
  const count = index?.count ?? geometry.getAttribute('position').count;
  const corners = Array.from({ length: count }, (_, at) => {
    const other = at % 3 === 0 ? at : at % 3 === 1 ? at + 1 : at - 1;
    return index?.getX(other) ?? other;
  });
  return geometry.clone().setIndex(corners);
}
