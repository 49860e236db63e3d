import {
  type BatchedMesh,
  Box3,
  type Camera,
  Frustum,
  type InstancedMesh,
  type Line,
  type Material,
  Matrix4,
  type Mesh,
  type Object3D,
  type Points,
  type Sprite,
  Vector3,
  WebGPUCoordinateSystem,
} from 'three/webgpu';
import { outlineOf } from './outline.ts';
import { isBent, verticesOf } from './vertices.ts';

type Drawable = Mesh | Line | Points;

/** What has vertices, as it is drawn: a batch, and not what was gathered into it. */
export function drawables(root: Object3D): Drawable[] {
  return shown(root).filter(({ layers }) => layers.mask !== 0);
}

/** What has vertices and is to be seen, each thing of a scene by itself, however it is drawn. */
export function things(root: Object3D): Drawable[] {
  return shown(root).filter(({ userData }) => userData['isBatch'] !== true);
}

function shown(root: Object3D): Drawable[] {
  const found: Drawable[] = [];
  root.traverseVisible(object => {
    if ('geometry' in object && 'material' in object && isShown(object as Drawable)) found.push(object as Drawable);
  });
  return found;
}

function isShown({ material }: Drawable): boolean {
  const materials: Material[] = Array.isArray(material) ? material : [material];
  return materials.some(one => one.visible && (one.opacity > 0 || !one.transparent));
}

/** Vertices of copies from which each copy is known by its outline alone. */
const crowd = 500_000;

const vertex = new Vector3();
const placement = new Matrix4();

/** Visits every vertex as it is drawn (skinned, morphed, instanced) in world metres. What covers nothing is left out. */
export function eachPoint(root: Object3D, visit: Visit): void {
  for (const object of things(root)) eachPointOf(object, visit);
}

type Visit = (x: number, y: number, z: number) => void;

function eachPointOf(object: Drawable, tell: Visit): void {
  const visit: Visit = (x, y, z) => {
    if (Number.isFinite(x + y + z)) tell(x, y, z);
  };
  const positions = object.geometry.getAttribute('position');
  if (!positions) return;
  if (eachPlaceOf(object, visit)) return;
  if (isSprite(object)) return eachEdgeOf(object, visit);
  if (isBatched(object)) return eachBatchedPoint(object, visit);
  const places = placementsOf(object).filter(place => covers(place, object));
  const used = usedVertices(object, positions.count);
  const isCrowd = !isBent(object) && places.length * positions.count > crowd && places.length > 1;
  const vertices = isCrowd ? outlineOf(positions, used) : used;
  const placeOf = verticesOf(object);
  // by its place and not by what it gives: this is walked through for each picture
  for (let index = 0; index < vertices.length; index++) {
    const at = vertices[index] ?? 0;
    placeOf(at, vertex);
    const { x, y, z } = vertex;
    for (const place of places) {
      vertex.set(x, y, z).applyMatrix4(place);
      visit(vertex.x, vertex.y, vertex.z);
    }
  }
}

/** What is drawn by other means than its vertices (splats) has the places that count in an attribute of its own. */
function eachPlaceOf({ geometry, matrixWorld }: Drawable, visit: Visit): boolean {
  const places = geometry.getAttribute('framed');
  for (let at = 0; at < (places?.count ?? 0); at++) {
    vertex.fromBufferAttribute(places, at).applyMatrix4(matrixWorld);
    visit(vertex.x, vertex.y, vertex.z);
  }
  return places !== undefined;
}

/** A sprite faces whoever looks: it reaches as far to each side. */
function eachEdgeOf({ matrixWorld }: Sprite, visit: Visit): void {
  const { x, y, z } = vertex.setFromMatrixPosition(matrixWorld);
  const [wide, high] = [vertex.setFromMatrixScale(matrixWorld).x / 2, vertex.y / 2];
  for (const side of [-1, 1]) {
    visit(x + side * wide, y, z);
    visit(x, y + side * high, z);
    visit(x, y, z + side * wide);
  }
}

function eachBatchedPoint(batch: BatchedMesh, visit: Visit): void {
  const positions = batch.geometry.getAttribute('position');
  for (let at = 0, found = 0; found < batch.instanceCount && at < batch.maxInstanceCount; at++) {
    const range = rangeOf(batch, at);
    if (!range) continue;
    found += 1;
    if (!batch.getVisibleAt(at)) continue;
    const place = batch.getMatrixAt(at, placement).clone().premultiply(batch.matrixWorld);
    if (!covers(place, batch)) continue;
    for (let index = 0; index < range.vertexCount; index++) {
      vertex.fromBufferAttribute(positions, range.vertexStart + index).applyMatrix4(place);
      visit(vertex.x, vertex.y, vertex.z);
    }
  }
}

/** The vertices of one thing of a batch; `undefined` where it was deleted. */
function rangeOf(batch: BatchedMesh, at: number) {
  try {
    return batch.getGeometryRangeAt(batch.getGeometryIdAt(at)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What three.js draws: files do have vertices that no index reaches. */
export function usedVertices({ geometry }: Drawable, count: number): Uint32Array {
  const index = geometry.getIndex();
  const isUsed = new Uint8Array(count);
  if (index) for (let at = 0; at < index.count; at++) isUsed[index.getX(at)] = 1;
  else isUsed.fill(1);
  const used = new Uint32Array(count);
  let length = 0;
  for (let at = 0; at < count; at++) if (isUsed[at] === 1) used[length++] = at;
  return used.subarray(0, length);
}

function placementsOf(object: Drawable): Matrix4[] {
  if (!isInstanced(object)) return [object.matrixWorld];
  return Array.from({ length: object.count }, (_, at) => {
    object.getMatrixAt(at, placement);
    return placement.clone().premultiply(object.matrixWorld);
  });
}

/** Of how many dimensions something has to be left to be seen: a scale of nothing makes a point of it, or a line. */
function covers({ elements }: Matrix4, object: Drawable): boolean {
  if ('isPoints' in object) return true;
  const axes = [0, 4, 8].map(at => new Vector3().fromArray(elements, at));
  const longest = Math.max(...axes.map(axis => axis.length()));
  if ('isLine' in object || !(longest > 0)) return longest > 0;
  const [x = vertex, y = vertex, z = vertex] = axes.map(axis => axis.divideScalar(longest));
  return [x.clone().cross(y), y.clone().cross(z), z.clone().cross(x)].some(across => across.length() > 1e-9);
}

function isSprite(object: object): object is Sprite {
  return 'isSprite' in object;
}

function isBatched(object: Object3D): object is BatchedMesh {
  return 'isBatchedMesh' in object;
}

function isInstanced(object: Object3D): object is InstancedMesh {
  return 'isInstancedMesh' in object;
}

/** A box for each thing below an object, around every vertex of it as it is drawn; none for what has none. */
export function boxesOf(root: Object3D): Box3[] {
  return things(root)
    .map(boxOf)
    .filter(box => !box.isEmpty());
}

/** Around every vertex of a thing as it is drawn, in world metres. */
export function boxOf(object: Drawable): Box3 {
  const box = new Box3();
  eachPointOf(object, (x, y, z) => box.expandByPoint(vertex.set(x, y, z)));
  return box;
}

/** Whether a camera can see any part of one of these: by its box, so a large floor below the camera counts too. */
export function isInView(boxes: readonly Box3[], camera: Camera): boolean {
  const view = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const frustum = new Frustum().setFromProjectionMatrix(view, WebGPUCoordinateSystem);
  return boxes.some(box => frustum.intersectsBox(box));
}
