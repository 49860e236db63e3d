import type { DirectionalLight, Node, SpotLight } from 'three/webgpu';
import { dFdx, dFdy, lightShadowMatrix, positionWorld, wgslFn } from 'three/tsl';

/**
 * From two ways along a surface follows how its depth grows across and down a map. Where light only grazes it, no more than is sure. The
 * third number is by how much it grows from texel to texel of a surface that leans by half.
 */
const sloping = wgslFn<[Node<'vec3'>, Node<'vec3'>, Node<'mat4'>, Node<'vec3'>, Node<'vec2'>]>(`
  fn slope(normal: vec3f, place: vec3f, map: mat4x4f, at: vec3f, size: vec2f) -> vec3f {
    let rows = transpose(map);
    let x = rows[0].xyz - at.x * rows[3].xyz;
    let y = (at.y - 1.0) * rows[3].xyz + rows[1].xyz;
    let z = rows[2].xyz - at.z * rows[3].xyz;
    let deep = dot(rows[3], vec4f(place, 1.0));
    let one = normalize(cross(normal, select(vec3f(1.0, 0.0, 0.0), vec3f(0.0, 1.0, 0.0), abs(normal.x) > 0.7)));
    let other = cross(normal, one);
    let scale = vec3f(size.x, -size.y, 1.0) / deep;
    let a = vec3f(dot(x, one), dot(y, one), dot(z, one)) * scale;
    let b = vec3f(dot(x, other), dot(y, other), dot(z, other)) * scale;
    let area = a.x * b.y - a.y * b.x;
    let sure = max(abs(area), 0.05 * max(dot(a.xy, a.xy), dot(b.xy, b.xy)));
    let slope = vec2f(a.z * b.y - b.z * a.y, b.z * a.x - a.z * b.x) / select(sure, -sure, area < 0.0);
    return vec3f(slope, length(z) / (length(x) * size.x) * 0.5);
  }
`);

/** A surface's own normal, as its triangles have it: what is shaded smoothly is flat nevertheless. */
export function facing(): Node<'vec3'> {
  return dFdx(positionWorld).cross(dFdy(positionWorld)).normalize();
}

/** By how much the depth of a surface's own plane grows from texel to texel of a light's map, and what is little for that. */
export function slopeOf(light: DirectionalLight | SpotLight, at: Node<'vec3'>, size: Node<'vec2'>): Node<'vec3'> {
  return sloping(facing(), positionWorld, lightShadowMatrix(light), at, size) as unknown as Node<'vec3'>;
}
