import {
  type BufferAttribute,
  type BufferGeometry,
  Color,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  type InterleavedBufferAttribute,
  Float32BufferAttribute,
  Mesh,
  MeshBasicNodeMaterial,
  type Points,
  type PointsMaterial,
} from 'three/webgpu';
import { attribute, positionGeometry } from 'three/tsl';
import { clayColor } from './clay.ts';
import { facing } from './facing.ts';

/** Pixels across, at least: WebGPU's own points have one, which fewer samples than a cloud's density let through. */
const least = 2;

/** A cloud of points as discs that touch each other where it is dense: each an instance of a square that looks at the camera. */
export function dotsOf({ geometry, material }: Points): Mesh {
  const places = placesOf(geometry.getAttribute('position'));
  const colors = colorsOf(geometry, places, Array.isArray(material) ? material[0] : material);
  const seen = seenOf(places);
  return dots(chosen(places, seen), chosen(colors, seen));
}

/** Scanners write what they did not see as NaN. */
function seenOf(places: Float32Array): Uint32Array {
  const seen = new Uint32Array(places.length / 3);
  let count = 0;
  for (let at = 0; at < seen.length; at++)
    if (Number.isFinite((places[at * 3] ?? NaN) + (places[at * 3 + 1] ?? NaN) + (places[at * 3 + 2] ?? NaN)))
      seen[count++] = at;
  if (count === 0) throw new Error('none of its points is anywhere');
  return seen.subarray(0, count);
}

function chosen(values: Float32Array, seen: Uint32Array): Float32Array {
  if (seen.length * 3 === values.length) return values;
  const found = new Float32Array(seen.length * 3);
  seen.forEach((from, to) => found.set(values.subarray(from * 3, from * 3 + 3), to * 3));
  return found;
}

/**
 * @param places x, y and z of each point
 * @param colors linear red, green and blue of each
 */
export function dots(places: Float32Array, colors: Float32Array): Mesh {
  const square = new InstancedBufferGeometry();
  square.setAttribute(
    'position',
    new Float32BufferAttribute([-0.5, -0.5, 0, 0.5, -0.5, 0, -0.5, 0.5, 0, 0.5, 0.5, 0], 3),
  );
  square.setIndex([0, 1, 2, 2, 1, 3]);
  square.setAttribute('framed', new InstancedBufferAttribute(places, 3));
  square.setAttribute('tint', new InstancedBufferAttribute(colors, 3));
  square.instanceCount = places.length / 3;
  const material = new MeshBasicNodeMaterial();
  const corner = positionGeometry.xy;
  material.positionNode = facing(attribute<'vec3'>('framed', 'vec3'), corner, spacing(places), least);
  material.maskNode = corner.length().lessThan(0.5);
  material.colorNode = attribute<'vec3'>('tint', 'vec3');
  const mesh = new Mesh(square, material);
  mesh.frustumCulled = false;
  return mesh;
}

function placesOf(position: BufferAttribute | InterleavedBufferAttribute): Float32Array {
  const places = new Float32Array(position.count * 3);
  for (let at = 0; at < position.count; at++)
    places.set([position.getX(at), position.getY(at), position.getZ(at)], at * 3);
  return places;
}

function colorsOf(geometry: BufferGeometry, places: Float32Array, material: object | undefined): Float32Array {
  const color = geometry.getAttribute('color');
  const tint = isTinted(material) ? material.color : new Color(1, 1, 1);
  const colors = new Float32Array(places.length);
  if (!color) return shaded(geometry, places);
  for (let at = 0; at < color.count; at++)
    colors.set([color.getX(at) * tint.r, color.getY(at) * tint.g, color.getZ(at) * tint.b], at * 3);
  return colors;
}

function isTinted(material: object | undefined): material is PointsMaterial {
  return material !== undefined && 'color' in material && material.color instanceof Color;
}

/** Points without a colour: lit by their normals, else by the light that was measured, else brighter the higher they are. */
function shaded(geometry: BufferGeometry, places: Float32Array): Float32Array {
  const { r, g, b } = clayColor();
  const brightness = brightnessOf(geometry, places);
  const colors = new Float32Array(places.length);
  for (let at = 0; at < brightness.length; at++) {
    const light = brightness[at] ?? 1;
    colors.set([r * light, g * light, b * light], at * 3);
  }
  return colors;
}

function brightnessOf(geometry: BufferGeometry, places: Float32Array): Float32Array {
  const normal = geometry.getAttribute('normal');
  const light = new Float32Array(places.length / 3);
  if (normal) {
    for (let at = 0; at < light.length; at++)
      light[at] =
        0.3 + 0.8 * (0.5 + 0.5 * (0.45 * normal.getX(at) + 0.75 * normal.getY(at) + 0.48 * normal.getZ(at))) ** 1.5;
    return light;
  }
  const intensity = geometry.getAttribute('intensity');
  for (let at = 0; at < light.length; at++) light[at] = intensity ? intensity.getX(at) : (places[at * 3 + 2] ?? 0);
  return spread(light);
}

/** From dark to bright, whatever the numbers were. */
function spread(values: Float32Array): Float32Array {
  const sorted = values.filter(Number.isFinite).toSorted();
  const [low = 0, high = 0] = [sorted[Math.floor(sorted.length * 0.02)], sorted[Math.floor(sorted.length * 0.98)]];
  const range = high - low || 1;
  return values.map(value => 0.22 + 0.8 * Math.min(1, Math.max(0, (value - low) / range)) ** 1.5);
}

/** How far a point is from the next, about: a cloud is taken for a surface, which its box bounds. */
function spacing(places: Float32Array): number {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < places.length; at++) {
    const value = places[at] ?? NaN;
    const axis = at % 3;
    if (value < (low[axis] ?? 0)) low[axis] = value;
    if (value > (high[axis] ?? 0)) high[axis] = value;
  }
  const [x = 0, y = 0, z = 0] = [0, 1, 2].map(axis => Math.max(0, (high[axis] ?? 0) - (low[axis] ?? 0)));
  const area = (x * y + y * z + z * x) * 1.2;
  const count = places.length / 3;
  return area > 0 ? Math.sqrt(area / count) * 1.5 : Math.max(x, y, z, 1) / count;
}
