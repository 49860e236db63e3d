import type { Node } from 'three/webgpu';
import { cameraProjectionMatrix, float, max, modelViewMatrix, normalize, screenSize, vec3, vec4 } from 'three/tsl';

/** The camera's axis (right or up) in the model's own space, as long as a unit of that is in metres. */
function axis(x: 0 | 1, y: 0 | 1): Node<'vec3'> {
  return vec4(x, y, 0, 0).mul(modelViewMatrix).xyz;
}

/** The size of a pixel at a place, in the model's own units. */
export function pixelAt(place: Node<'vec3'>): Node<'float'> {
  const clip = cameraProjectionMatrix.mul(modelViewMatrix.mul(vec4(place, 1)));
  const zoom = cameraProjectionMatrix.mul(vec4(0, 1, 0, 0)).y;
  return clip.w.mul(2).div(zoom.mul(screenSize.y).mul(axis(1, 0).length()));
}

/**
 * A corner of what looks at the camera, in the model's own space: so shadows and everything else that draws it with a material of
 * their own have it too.
 * @param place its middle
 * @param corner -0.5 to 0.5, to the right and to the top
 * @param size across, in the model's units
 * @param least pixels across, at least
 */
export function facing(place: Node<'vec3'>, corner: Node<'vec2'>, size: number, least: number): Node<'vec3'> {
  const across = max(float(size), pixelAt(place).mul(least));
  return place
    .add(normalize(axis(1, 0)).mul(corner.x.mul(across)))
    .add(normalize(axis(0, 1)).mul(corner.y.mul(across)));
}

/**
 * A corner of a stroke between two places, in the model's own space.
 * @param place the end that it is at
 * @param side -0.5 or 0.5, across
 * @param width pixels
 */
export function beside(place: Node<'vec3'>, other: Node<'vec3'>, side: Node<'float'>, width: number): Node<'vec3'> {
  const [right, up] = [normalize(axis(1, 0)), normalize(axis(0, 1))];
  const along = other.sub(place);
  const direction = vec3(along.dot(right), along.dot(up), 0)
    .add(vec3(1e-9, 0, 0))
    .normalize();
  const across = right.mul(direction.y.negate()).add(up.mul(direction.x));
  return place.add(across.mul(side.mul(pixelAt(place)).mul(width)));
}
