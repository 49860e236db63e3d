import { type Box3, BufferAttribute, BufferGeometry, type Object3D, Vector3 } from 'three/webgpu';
import { things } from './drawables.ts';
import { keepPlace } from './keep-place.ts';

/** How many times its own size a scene is away from the origin before it is brought there. */
const far = 100;

/**
 * Brings to the origin what is far from it, as on a map's grid: a GPU's numbers have seven digits, of which 4649776.25 takes all, and
 * light, shadows and depth are worked out in places of the world.
 * @param subject whose children are moved, with the targets of their lights, and geometries whose own numbers are large
 * @param box around all of it, moved along
 */
export function bringNear(subject: Object3D, box: Box3): BroughtNear {
  const size = box.getSize(new Vector3()).length();
  const moved = new Vector3();
  const undo: (() => void)[] = [];
  const near: BroughtNear = {
    moved,
    undo() {
      for (const one of undo.toReversed()) one();
    },
  };
  if (box.isEmpty() || !Number.isFinite(size)) return near;
  centreGeometries(subject, size, undo);
  const center = box.getCenter(new Vector3());
  if (center.length() <= size * far) return near;
  moved.copy(center).negate();
  for (const child of subject.children) {
    undo.push(keepPlace(child));
    child.position.add(moved);
  }
  subject.traverse(({ userData }) => {
    const target: unknown = userData['target'];
    if (!(target instanceof Vector3)) return;
    const before = target.clone();
    undo.push(() => void target.copy(before));
    target.add(moved);
  });
  box.translate(moved);
  return near;
}

export interface BroughtNear {
  /** By how much, in metres. */
  moved: Vector3;
  /** Takes all of it back to where it was, exactly. */
  undo(): void;
}

/** Gives geometries whose places are far from their own origin one in their middle, and their objects the way there. */
function centreGeometries(subject: Object3D, size: number, undo: (() => void)[]): void {
  const centred = new Map<BufferGeometry, Centred>();
  for (const object of things(subject)) {
    const { geometry, matrixWorld } = object;
    if (!canBeCentred(object) || !mayBeFar(object, size)) continue;
    if (!geometry.boundingBox) geometry.computeBoundingBox();
    const center = geometry.boundingBox?.getCenter(new Vector3()) ?? new Vector3();
    if (!(center.length() * matrixWorld.getMaxScaleOnAxis() > size * far)) continue;
    const made = centred.get(geometry) ?? centre(geometry, center);
    centred.set(geometry, made);
    undo.push(...[object, ...object.children].map(keepPlace), () => {
      object.geometry = geometry;
      made.geometry.dispose();
    });
    object.geometry = made.geometry;
    shift(object, made.center);
  }
}

interface Centred {
  geometry: BufferGeometry;
  center: Vector3;
}

/** Not what bends by bones, is copied, or has its places elsewhere than in its vertices. */
function canBeCentred(object: Object3D & { geometry: BufferGeometry }): boolean {
  const { geometry } = object;
  const isPlain = !(
    'isSkinnedMesh' in object ||
    'isInstancedMesh' in object ||
    'isBatchedMesh' in object ||
    'isSprite' in object
  );
  const isBent = Object.keys(geometry.morphAttributes).length > 0 && !geometry.morphTargetsRelative;
  const isOwn = geometry.hasAttribute('position') && !geometry.hasAttribute('framed');
  return isPlain && isOwn && !isBent && !('isInstancedBufferGeometry' in geometry);
}

/** Told by one vertex, as all others are no further from it than the scene is wide: few geometries have to be walked through. */
function mayBeFar({ geometry, matrixWorld }: Object3D & { geometry: BufferGeometry }, size: number): boolean {
  const first = new Vector3().fromBufferAttribute(geometry.getAttribute('position'), 0);
  return !(first.length() * matrixWorld.getMaxScaleOnAxis() <= size * (far - 1));
}

function centre(geometry: BufferGeometry, center: Vector3): Centred {
  const positions = geometry.getAttribute('position');
  const places = new Float32Array(positions.count * 3);
  for (let at = 0; at < positions.count; at++) {
    places[at * 3] = positions.getX(at) - center.x;
    places[at * 3 + 1] = positions.getY(at) - center.y;
    places[at * 3 + 2] = positions.getZ(at) - center.z;
  }
  const made = new BufferGeometry();
  const { attributes, groups, drawRange, morphAttributes, morphTargetsRelative, name, userData } = geometry;
  Object.assign(made, { groups, drawRange, morphAttributes, morphTargetsRelative, name, userData });
  made.attributes = { ...attributes, position: new BufferAttribute(places, 3) };
  made.setIndex(geometry.getIndex());
  return { geometry: made, center };
}

/** Moves an object by a way in its own axes, and what hangs on it back. */
function shift(object: Object3D, way: Vector3): void {
  if (object.matrixAutoUpdate) object.updateMatrix();
  moveTo(object, way.clone().applyMatrix4(object.matrix));
  for (const child of object.children) moveTo(child, child.position.clone().sub(way));
}

function moveTo(object: Object3D, place: Vector3): void {
  object.position.copy(place);
  object.matrix.setPosition(place);
}
