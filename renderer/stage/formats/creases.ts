import { type BufferGeometry, MathUtils } from 'three/webgpu';
import { toCreasedNormals } from 'three/addons/utils/BufferGeometryUtils.js';

/** Triangles up to which edges are looked for; so dense a mesh looks round with flat triangles too. */
const most = 250_000;

/** Normals for a geometry that has none: round where its triangles meet at less than 40°, sharp at its edges. */
export function creased(geometry: BufferGeometry): BufferGeometry {
  const corners = geometry.getIndex()?.count ?? geometry.getAttribute('position').count;
  if (corners <= most * 3) return toCreasedNormals(geometry, MathUtils.degToRad(40));
  if (geometry.getIndex() || !geometry.getAttribute('normal')) geometry.computeVertexNormals();
  return geometry;
}
