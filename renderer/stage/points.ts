import {
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
  type SkinnedMesh,
  Vector3,
  WebGPUCoordinateSystem,
} from 'three/webgpu';

type Drawable = Mesh | Line | Points;

/** What has vertices and is drawn. */
export function drawables(root: Object3D): Drawable[] {
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

const vertex = new Vector3();
const placement = new Matrix4();

/** Visits every vertex as it is drawn (skinned, morphed, instanced) in world metres. */
export function eachPoint(root: Object3D, visit: (x: number, y: number, z: number) => void): void {
  for (const object of drawables(root)) eachPointOf(object, visit);
}

function eachPointOf(object: Drawable, visit: (x: number, y: number, z: number) => void): void {
  const positions = object.geometry.getAttribute('position');
  if (!positions) return;
  if (eachInstanceOf(object, visit)) return;
  const bends = isSkinned(object) || Object.keys(object.geometry.morphAttributes).length > 0;
  const places = placementsOf(object);
  // three.js draws only what the index and the draw range reach, and files do have vertices that nothing uses.
  for (const at of usedVertices(object, positions.count)) {
    if (bends) (object as Mesh).getVertexPosition(at, vertex);
    else vertex.fromBufferAttribute(positions, at);
    const { x, y, z } = vertex;
    for (const place of places) {
      vertex.set(x, y, z).applyMatrix4(place);
      visit(vertex.x, vertex.y, vertex.z);
    }
  }
}

/** Things that are drawn by instances of one square have their places in attributes of their own. @returns whether it is one */
function eachInstanceOf(
  { geometry, matrixWorld }: Drawable,
  visit: (x: number, y: number, z: number) => void,
): boolean {
  const places = ['framed', 'framedEnd']
    .map(name => geometry.getAttribute(name))
    .filter(attribute => attribute !== undefined);
  for (const place of places)
    for (let at = 0; at < place.count; at++) {
      vertex.fromBufferAttribute(place, at).applyMatrix4(matrixWorld);
      visit(vertex.x, vertex.y, vertex.z);
    }
  return places.length > 0;
}

function usedVertices({ geometry }: Drawable, count: number): Iterable<number> {
  const index = geometry.getIndex();
  if (!index) return Array(count).keys();
  const used = new Uint8Array(count);
  for (let at = 0; at < index.count; at++) used[index.getX(at)] = 1;
  return indicesOf(used);
}

function* indicesOf(used: Uint8Array): Generator<number> {
  for (let at = 0; at < used.length; at++) if (used[at] === 1) yield at;
}

function placementsOf(object: Drawable): Matrix4[] {
  if (!isInstanced(object)) return [object.matrixWorld];
  return Array.from({ length: object.count }, (_, at) => {
    object.getMatrixAt(at, placement);
    return placement.clone().premultiply(object.matrixWorld);
  });
}

function isSkinned(object: Object3D): object is SkinnedMesh {
  return 'isSkinnedMesh' in object;
}

function isInstanced(object: Object3D): object is InstancedMesh {
  return 'isInstancedMesh' in object;
}

/** The box around every vertex as drawn; empty where there is none. */
export function boundsOf(root: Object3D): Box3 {
  const box = new Box3();
  eachPoint(root, (x, y, z) => {
    box.min.set(Math.min(box.min.x, x), Math.min(box.min.y, y), Math.min(box.min.z, z));
    box.max.set(Math.max(box.max.x, x), Math.max(box.max.y, y), Math.max(box.max.z, z));
  });
  return box;
}

/** Whether a camera can see any part of an object: by its box, so a large floor below the camera counts too. */
export function isInView(root: Object3D, camera: Camera): boolean {
  const view = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const frustum = new Frustum().setFromProjectionMatrix(view, WebGPUCoordinateSystem);
  return drawables(root).some(object => {
    const box = new Box3();
    eachPointOf(object, (x, y, z) => box.expandByPoint(vertex.set(x, y, z)));
    return !box.isEmpty() && frustum.intersectsBox(box);
  });
}
