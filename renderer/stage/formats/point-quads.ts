import {
  BufferAttribute,
  BufferGeometry,
  type Color,
  type InterleavedBufferAttribute,
  Mesh,
  type MeshBasicNodeMaterial,
  type Points,
} from 'three/webgpu';
import { attribute, materialColor, positionGeometry } from 'three/tsl';
import { defaultColor } from '../materials/default-material.ts';
import { facing } from './facing.ts';
import { flatMaterial, ink, ownMaterial, white } from '../materials/ink.ts';

/** Pixels across, at least: WebGPU's own points have one, which fewer samples than a cloud's density let through. */
const least = 2;
/** Points up to which each is to be seen by itself, and pixels across that it then has at least. */
const few = { points: 1000, pixels: 5 };
/** Shares of a cloud's extent that a point may take, of one and of `few`: a handful is no surface. */
const widest = { one: 0.02, few: 0.07 };
/** Points that are drawn, at most: of more, evenly chosen ones, each larger. */
const most = 600_000;
/** A prime, near the golden ratio of what a cloud may have. */
const stride = 1_618_033;

/**
 * A cloud of points as discs that touch each other where it is dense: each a triangle that looks at the camera.
 * @param own the file's material of it, where it has one
 */
export function pointQuadsOf({ geometry, material }: Points, own = ownMaterial(material)): Mesh {
  const places = placesOf(geometry.getAttribute('position'));
  const [colors, otherwise] = colorsOf(geometry, places, own !== undefined);
  const seen = thinned(seenOf(places));
  return dots(chosen(places, seen), chosen(colors, seen), flatMaterial(own, otherwise));
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

/** Every so many of a cloud's points where it has more than can be told apart; in an order of its own, as scans have rows. */
function thinned(seen: Uint32Array): Uint32Array {
  if (seen.length <= most) return seen;
  // steps that share no factor with any count reach every point once, all over the cloud
  return Uint32Array.from({ length: most }, (_, at) => seen[(at * stride) % seen.length] ?? 0);
}

function chosen(values: Float32Array, seen: Uint32Array): Float32Array {
  if (seen.length * 3 === values.length) return values;
  const found = new Float32Array(seen.length * 3);
  seen.forEach((from, to) => found.set(values.subarray(from * 3, from * 3 + 3), to * 3));
  return found;
}

/** Corners of a triangle around a disc of diameter 1: half of what two triangles would cost. */
const corners = [0, 1, -0.866, -0.5, 0.866, -0.5];

/**
 * @param places x, y and z of each point
 * @param colors linear red, green and blue of each
 * @param material what they are drawn in, which its colour is multiplied with
 */
function dots(places: Float32Array, colors: Float32Array, material: MeshBasicNodeMaterial): Mesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(repeated(places), 3));
  geometry.setAttribute('tint', new BufferAttribute(repeated(colors), 3));
  geometry.setAttribute(
    'corner',
    new BufferAttribute(
      Float32Array.from({ length: (places.length / 3) * 6 }, (_, at) => corners[at % 6] ?? 0),
      2,
    ),
  );
  const corner = attribute<'vec2'>('corner', 'vec2');
  material.positionNode = facing(
    positionGeometry,
    corner,
    spacing(places),
    places.length > few.points * 3 ? least : few.pixels,
  );
  material.maskNode = corner.length().lessThan(0.5);
  material.colorNode = attribute<'vec3'>('tint', 'vec3').mul(materialColor);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}

/** The same three numbers for each corner: instances, of which each is a draw of its own on a CPU, would take a minute. */
function repeated(values: Float32Array): Float32Array {
  const found = new Float32Array(values.length * 3);
  for (let at = 0; at < values.length; at += 3) {
    const three = values.subarray(at, at + 3);
    for (let corner = 0; corner < 3; corner++) found.set(three, at * 3 + corner * 3);
  }
  return found;
}

function placesOf(position: BufferAttribute | InterleavedBufferAttribute): Float32Array {
  const places = new Float32Array(position.count * 3);
  for (let at = 0; at < position.count; at++)
    places.set([position.getX(at), position.getY(at), position.getZ(at)], at * 3);
  return places;
}

/** The colour of each point, and of a material for all of them where the file has none. */
function colorsOf(geometry: BufferGeometry, places: Float32Array, own: boolean): [each: Float32Array, all: Color] {
  const color = geometry.getAttribute('color');
  if (!color && !own && !isFew(geometry, places)) return [shaded(geometry, places), white()];
  const colors = new Float32Array(places.length).fill(1);
  if (!color) return [colors, ink()];
  for (let at = 0; at * 3 < colors.length; at++) colors.set([color.getX(at), color.getY(at), color.getZ(at)], at * 3);
  return [colors, white()];
}

/** Whether they are too few to be shaded by their heights: what is bright of them would be lost on white. */
function isFew({ attributes }: BufferGeometry, places: Float32Array): boolean {
  return places.length <= few.points * 3 && !attributes['normal'] && !attributes['intensity'];
}

/** Points without a colour: lit by their normals, else by the light that was measured, else brighter the higher they are. */
function shaded(geometry: BufferGeometry, places: Float32Array): Float32Array {
  const { r, g, b } = defaultColor();
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
  const apart = area > 0 ? Math.sqrt(area / count) * 1.8 : Math.max(x, y, z) / count;
  const share = widest.one + (widest.few - widest.one) * (count / few.points);
  return Math.min(apart, Math.hypot(x, y, z) * share);
}
