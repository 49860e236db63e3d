import type { CubeTexture, Node, PointLight } from 'three/webgpu';
import { cubeTexture, dFdx, dFdy, Fn, reference, renderGroup, vec2, vec3, wgslFn } from 'three/tsl';
import { mean } from './kernel.ts';
import { facing } from './slope.ts';

interface Asked {
  depthTexture: CubeTexture;
  /** From the light to the surface. */
  bd3D: Node<'vec3'>;
  distance: Node<'float'>;
}

/** The depth that a cube's face has of the surface's plane, lifted by a texel, in some direction from the light. */
const depth = wgslFn<[Node<'vec3'>, Node<'vec3'>, Node<'vec3'>, Node<'float'>, Node<'float'>, Node<'float'>]>(`
  fn depth(way: vec3f, to: vec3f, normal: vec3f, texel: f32, near: f32, far: f32) -> f32 {
    let lifted = abs(dot(normal, to)) - texel;
    let there = way * clamp(lifted / max(abs(dot(normal, way)), 1e-6), 0.5, 2.0);
    let deep = max(abs(there.x), max(abs(there.y), abs(there.z)));
    return far * (deep - near) / ((far - near) * deep);
  }
`);

/** The same as for the map of other lights, on the six maps around a point. */
export function pointFilterOf({ shadow }: PointLight): (asked: Asked) => Node {
  const own = <T extends 'float' | 'vec2'>(name: string, type: T, of: object = shadow) =>
    reference(name, type, of).setGroup(renderGroup) as unknown as Node<T>;
  const [near, far] = [own('near', 'float', shadow.camera), own('far', 'float', shadow.camera)];
  const [size, radius, bias] = [own('mapSize', 'vec2'), own('radius', 'float'), own('bias', 'float')];
  return Fn((asked: unknown) => {
    const { depthTexture, bd3D, distance } = asked as Asked;
    const to = bd3D.mul(distance).toConst();
    const each = to.abs().toConst();
    const texel = each.x.max(each.y).max(each.z).mul(2).div(size.x).toConst();
    const one = bd3D
      .cross(
        bd3D.x
          .abs()
          .greaterThan(0.7)
          .select(vec3(0, 1, 0), vec3(1, 0, 0)),
      )
      .normalize()
      .toConst();
    const other = bd3D.cross(one).toConst();
    const normal = facing().toConst();
    const onMap = (step: Node<'vec3'>): Node<'vec2'> => vec2(step.dot(one), step.dot(other)).div(texel);
    return mean(onMap(dFdx(to)), onMap(dFdy(to)), radius, off => {
      const way = to.add(one.mul(off.x).add(other.mul(off.y)).mul(texel)).toConst();
      const expected = depth(way, to, normal, texel, near, far) as unknown as Node<'float'>;
      return cubeTexture(depthTexture, way).compare(expected.add(bias)) as unknown as Node<'float'>;
    });
  });
}
