import { Matrix4, Mesh } from 'three/webgpu';
import { type Chunk, chunkOf, chunksOf, floatsAt, wordAt } from './chunks.ts';
import type { Stand } from './stands.ts';

const [objects, namedObject, triangles, axes, hidden] = [0x3d3d, 0x4000, 0x4100, 0x4160, 0x4010];
/** What no chunk is called. */
const nothing = 0xffff;

/** What meshes' own spaces are in the scene's, in which their points are written, and which of them are not shown. */
export interface Spaces {
  /** By names of meshes. */
  axes: Map<string, Matrix4>;
  hidden: Set<string>;
}

/** Takes the meshes' axes out of a file: three.js would move their points by them and back, which loses what is skewed. */
export function takeSpaces(view: DataView, main: Chunk): Spaces {
  const spaces: Spaces = { axes: new Map(), hidden: new Set() };
  const data = chunkOf(view, main, objects);
  for (const object of data ? chunksOf(view, data) : []) {
    if (object.id !== namedObject) continue;
    const [name, start] = wordAt(view, object);
    const within = { start, end: object.end };
    if (chunkOf(view, within, hidden)) spaces.hidden.add(name);
    const mesh = chunkOf(view, within, triangles);
    const found = mesh && chunkOf(view, mesh, axes);
    if (!found) continue;
    const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1, x = 0, y = 0, z = 0] = floatsAt(
      view,
      found.start,
      12,
    );
    spaces.axes.set(name, new Matrix4(a, d, g, x, b, e, h, y, c, f, i, z, 0, 0, 0, 1));
    view.setUint16(found.start - 6, nothing, true);
  }
  return spaces;
}

/** The meshes where they stand: each as often as it does, and as it is written where it stands nowhere. */
export function placed(meshes: readonly Mesh[], stands: readonly Stand[], { axes, hidden }: Spaces): Mesh[] {
  const shown = meshes.filter(({ name }) => !hidden.has(name));
  const byMesh = Map.groupBy(stands, ({ mesh }) => mesh);
  return (shown.length > 0 ? shown : meshes).flatMap(mesh => {
    const own = byMesh.get(mesh.name) ?? [];
    return own.length === 0 ? [mesh] : own.map(stand => standing(mesh, stand, axes.get(mesh.name) ?? new Matrix4()));
  });
}

function standing(mesh: Mesh, { name, place, pivot }: Stand, axes: Matrix4): Mesh {
  const { x, y, z } = pivot;
  const local = axes.clone().invert();
  // a mirrored mesh is one whose x is turned round
  if (axes.determinant() < 0) local.premultiply(new Matrix4().makeScale(-1, 1, 1));
  const whole = place
    .clone()
    .multiply(new Matrix4().makeTranslation(-x, -y, -z))
    .multiply(local);
  const made = new Mesh(mesh.geometry, mesh.material);
  made.name = name;
  if (!whole.elements.every(Number.isFinite) || axes.determinant() === 0) return made;
  whole.decompose(made.position, made.quaternion, made.scale);
  made.updateMatrix();
  if (!isAlike(made.matrix, whole)) return skewed(made, whole);
  return made;
}

/** What no position, rotation and scale come to is done to the points. */
function skewed(mesh: Mesh, whole: Matrix4): Mesh {
  const made = new Mesh(mesh.geometry.clone().applyMatrix4(whole), mesh.material);
  made.name = mesh.name;
  return made;
}

function isAlike(one: Matrix4, other: Matrix4): boolean {
  const most = Math.max(...other.elements.map(Math.abs));
  return one.elements.every((element, at) => Math.abs(element - (other.elements[at] ?? 0)) < most * 1e-6);
}
