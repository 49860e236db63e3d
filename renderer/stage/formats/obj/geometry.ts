import { BufferAttribute, BufferGeometry, Color, SRGBColorSpace } from 'three/webgpu';
import { defaultColor } from '../../materials/default-material.ts';
import { withNormals } from '../creases.ts';
import { type Placed, setPlaces } from '../places.ts';
import type { Vertices } from './contents.ts';

/** @param corners places, coordinates and normals, one after the other */
export function geometryOf(corners: readonly number[], vertices: Vertices): Placed {
  const geometry = new BufferGeometry();
  const origin = setPlaces(geometry, picked(new Float64Array(corners.length), corners, 0, vertices.places, 3));
  if (corners.some((index, at) => at % 3 === 1 && index >= 0))
    geometry.setAttribute(
      'uv',
      new BufferAttribute(picked(new Float32Array((corners.length / 3) * 2), corners, 1, vertices.coordinates, 2), 2),
    );
  const color = colorsOf(corners, vertices);
  if (color) geometry.setAttribute('color', new BufferAttribute(color, 3));
  return { geometry, origin };
}

/** The same with a normal for each corner: what the file has, and what its places say where it has none or one without a direction. */
export function surfaceOf(corners: readonly number[], vertices: Vertices): Placed {
  const { geometry, origin } = geometryOf(corners, vertices);
  return {
    geometry: withNormals(geometry, picked(new Float32Array(corners.length), corners, 2, vertices.normals, 3)),
    origin,
  };
}

/** Puts what corners have of one kind one after the other; zeros where they have none. */
function picked<T extends Float32Array | Float64Array>(
  into: T,
  corners: readonly number[],
  kind: 0 | 1 | 2,
  from: readonly number[],
  size: 2 | 3,
): T {
  for (let at = kind, to = 0; at < corners.length; at += 3, to += size) {
    const first = (corners[at] ?? -1) * size;
    if (first < 0) continue;
    for (let axis = 0; axis < size; axis++) into[to + axis] = from[first + axis] ?? 0;
  }
  return into;
}

/** Linear; of vertices without one among others that have one, that of the default material. `undefined` where none has one. */
function colorsOf(corners: readonly number[], { colors }: Vertices): Float32Array | undefined {
  let most = -1;
  for (let at = 0; at < corners.length; at += 3)
    for (let part = 0; part < 3; part++) {
      const value = colors[(corners[at] ?? 0) * 3 + part] ?? NaN;
      if (value > most) most = value;
    }
  if (most < 0) return undefined;
  // they are shares of one, but for exporters that count to 255
  const unit = most > 1 ? 255 : 1;
  const bare = defaultColor();
  const color = new Color();
  const found = new Float32Array(corners.length);
  for (let at = 0; at < corners.length; at += 3) {
    const from = (corners[at] ?? 0) * 3;
    const [r = NaN, g = NaN, b = NaN] = [colors[from], colors[from + 1], colors[from + 2]];
    if (Number.isNaN(r)) color.copy(bare);
    else color.setRGB(r / unit, g / unit, b / unit, SRGBColorSpace);
    found[at] = color.r;
    found[at + 1] = color.g;
    found[at + 2] = color.b;
  }
  return found;
}
