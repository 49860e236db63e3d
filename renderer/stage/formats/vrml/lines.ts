import { BufferGeometry, Float32BufferAttribute } from 'three/webgpu';
import { type Placed, setPlaces } from '../places.ts';
import { choiceOf, picked, runsOf } from './faces.ts';
import { child, colorsIn, flag, numbers } from './fields.ts';
import type { Node } from './tree.ts';

/** Polylines, as segments. */
export function lineSet(node: Node): Placed {
  const ends = runsOf(numbers(node, 'coordIndex')).flatMap(({ start, indices }, face) =>
    indices.slice(1).flatMap((place, at) => [
      { face, entry: start + at, place: indices[at] ?? 0 },
      { face, entry: start + at + 1, place },
    ]),
  );
  const geometry = new BufferGeometry();
  const origin = setPlaces(
    geometry,
    picked(ends, ({ place }) => place, numbers(child(node, 'coord'), 'point'), 3, 'place'),
  );
  const colors = colorsIn(node);
  const colorAt = choiceOf(node, 'color', flag(node, 'colorPerVertex', true));
  if (colors.length > 0) {
    const chosen = picked(ends, ({ face, entry, place }) => colorAt(face, entry, place), colors, 3, 'colour');
    geometry.setAttribute('color', new Float32BufferAttribute(chosen, 3));
  }
  return { geometry, origin };
}

export function pointSet(node: Node): Placed {
  const places = numbers(child(node, 'coord'), 'point');
  const geometry = new BufferGeometry();
  const origin = setPlaces(geometry, places);
  const colors = colorsIn(node);
  if (colors.length > 0) geometry.setAttribute('color', new Float32BufferAttribute(colors, 3));
  return { geometry, origin };
}
