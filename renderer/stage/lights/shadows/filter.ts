import {
  type DepthTexture,
  type DirectionalLight,
  type Node,
  type NodeBuilder,
  ShadowNodeMaterial,
  type SpotLight,
} from 'three/webgpu';
import { dFdx, dFdy, float, Fn, reference, renderGroup, texture } from 'three/tsl';
import { mean } from './kernel.ts';
import { slopeOf } from './slope.ts';

interface Asked {
  depthTexture: DepthTexture;
  shadowCoord: Node<'vec3'>;
}

/**
 * How much light reaches a place, by a light's map: the mean of some places around it, each compared with the depth of the surface's own
 * plane there. three.js turns five places by noise from pixel to pixel, which is seen as grain, and steps where they reach less far than
 * a pixel.
 */
export function filterOf(light: DirectionalLight | SpotLight): (asked: Asked) => Node {
  // once for all materials: what they share is only updated where it is the same
  const size = reference('mapSize', 'vec2', light.shadow).setGroup(renderGroup) as unknown as Node<'vec2'>;
  const radius = reference('radius', 'float', light.shadow).setGroup(renderGroup) as unknown as Node<'float'>;
  return Fn((asked: unknown, { material }: NodeBuilder) => {
    const { depthTexture, shadowCoord } = asked as Asked;
    const coord = shadowCoord.toConst();
    const at = coord.xy.mul(size).toConst();
    const slope = slopeOf(light, coord, size).toConst();
    // what a texel tells of where it is nearest and furthest, but for what casts none itself
    const own = material instanceof ShadowNodeMaterial ? float(0) : slope.x.abs().add(slope.y.abs()).add(slope.z);
    const depth = coord.z.sub(own).toConst();
    return mean(dFdx(at), dFdy(at), radius, off => {
      const map = texture(depthTexture, at.add(off).div(size));
      return map.compare(depth.add(slope.xy.dot(off))) as unknown as Node<'float'>;
    });
  });
}
