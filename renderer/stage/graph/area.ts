import { type BufferGeometry, Mesh, type Object3D, Vector3 } from 'three/webgpu';

/** Whether anything of a thing can be seen: of a surface at rest, a triangle whose corners do not lie on a line. */
export function hasArea(object: Object3D): boolean {
  if (!('geometry' in object)) return false;
  if (!(object instanceof Mesh) || 'isSkinnedMesh' in object) return true;
  const geometry = object.geometry as BufferGeometry;
  if (isPlaced(object) || Object.keys(geometry.morphAttributes).length > 0) return true;
  return hasTriangle(geometry);
}

/** Lines, dots and splats get their width from their material. */
function isPlaced({ material }: Mesh): boolean {
  return [material].flat().some(one => ['positionNode', 'vertexNode'].some(node => Reflect.get(one, node)));
}

const [a, b, c] = [new Vector3(), new Vector3(), new Vector3()];

/** Ends with the first that is one. */
function hasTriangle({ index, attributes }: BufferGeometry): boolean {
  const position = attributes['position'];
  const corners = index?.count ?? position?.count ?? 0;
  if (!position) return false;
  const at = (corner: number) => index?.getX(corner) ?? corner;
  for (let corner = 0; corner + 2 < corners; corner += 3) {
    a.fromBufferAttribute(position, at(corner));
    b.fromBufferAttribute(position, at(corner + 1)).sub(a);
    c.fromBufferAttribute(position, at(corner + 2)).sub(a);
    // as wide as a ten millionth of its length, since places have no more digits
    if (b.clone().cross(c).length() > 1e-7 * Math.max(b.lengthSq(), c.lengthSq())) return true;
  }
  return false;
}
