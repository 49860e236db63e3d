import { BufferAttribute, BufferGeometry, MathUtils } from 'three/webgpu';
import { toCreasedNormals } from 'three/addons/utils/BufferGeometryUtils.js';

/** Triangles up to which edges are looked for; so dense a mesh looks round with flat triangles too. */
const most = 250_000;

/** What a geometry's size is made for three.js, which takes corners for one that are nearer than a hundredth to each other. */
const size = 10_000;

/** Degrees from which on three.js finds that a triangle is smooth with itself. */
const least = 0.5;

/** Normals for a geometry that has none: round where its triangles meet at less than an angle, sharp at its edges. @param degrees the angle */
export function creased(geometry: BufferGeometry, degrees = 40): BufferGeometry {
  const position = geometry.getAttribute('position');
  const corners = geometry.getIndex()?.count ?? position.count;
  if (corners > most * 3) {
    if (geometry.getIndex() || !geometry.getAttribute('normal')) geometry.computeVertexNormals();
    return geometry;
  }
  const made = toCreasedNormals(resized(geometry), MathUtils.degToRad(Math.max(degrees, least))).getAttribute('normal');
  return (geometry.getIndex() ? geometry.toNonIndexed() : geometry).setAttribute('normal', made);
}

/** Of an unindexed geometry: the normals that are given, and made ones where those have no direction. */
export function withNormals(geometry: BufferGeometry, given: Float32Array, degrees?: number): BufferGeometry {
  const normal = new BufferAttribute(given, 3);
  const missing: number[] = [];
  for (let at = 0; at < normal.count; at++)
    if (!(Math.abs(normal.getX(at)) + Math.abs(normal.getY(at)) + Math.abs(normal.getZ(at)) > 1e-12)) missing.push(at);
  if (missing.length === 0) return geometry.setAttribute('normal', normal);
  const whole = creased(geometry, degrees);
  const made = whole.getAttribute('normal');
  for (const at of missing) normal.setXYZ(at, made.getX(at), made.getY(at), made.getZ(at));
  return whole.setAttribute('normal', normal);
}

/** Its places alone, as large as a model in millimetres. */
function resized(geometry: BufferGeometry): BufferGeometry {
  geometry.computeBoundingSphere();
  const scale = size / (geometry.boundingSphere?.radius || size);
  const position = geometry.getAttribute('position');
  const places = new Float32Array(position.count * 3);
  for (let at = 0; at < position.count; at++) {
    places[at * 3] = position.getX(at) * scale;
    places[at * 3 + 1] = position.getY(at) * scale;
    places[at * 3 + 2] = position.getZ(at) * scale;
  }
  return new BufferGeometry().setAttribute('position', new BufferAttribute(places, 3)).setIndex(geometry.getIndex());
}
