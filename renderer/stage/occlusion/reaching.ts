import type { Node } from 'three/webgpu';
import { wgslFn } from 'three/tsl';
import { bend } from './view.ts';

/**
 * The share at a place of a surface: where all four around lie on that surface, what a sampler blends of them; else between those that do;
 * along edges and of thin things, where none does, of those further around, the better they continue it the more.
 */
export const reaching = wgslFn<
  [Node<'vec4'>, Node, Node<'vec2'>, Node<'vec2'>, Node<'float'>, Node<'vec2'>, Node<'vec2'>, Node<'float'>]
>(`
  fn reaching(
    mixed: vec4f, shares: texture_2d<f32>, at: vec2f, scale: vec2f, near: f32, change: vec2f, slope: vec2f, size: f32
  ) -> f32 {
    let off = dot(abs(change), vec2f(0.05)) + size * 0.3;
    let turn = abs(mixed.zw - slope);
    if (abs(mixed.y - near) < off && turn.x + turn.y < 0.1 + 0.03 * (abs(slope.x) + abs(slope.y))) { return mixed.x; }
    let steep = 1.0 + dot(slope, slope);
    let spot = at * scale - 0.5;
    let corner = floor(spot);
    let between = spot - corner;
    let last = vec2i(textureDimensions(shares)) - 1;
    var sum = vec2f(0.0);
    for (var i = 0; i < 4; i++) {
      let step = vec2f(f32(i & 1), f32(i >> 1));
      let weights = mix(1.0 - between, between, step);
      let weight = weights.x * weights.y;
      let other = textureLoad(shares, clamp(vec2i(corner + step), vec2i(0), last), 0);
      let gap = other.y - near - dot(change, (corner + step + 0.5) / scale - at);
      let along = 1.0 + dot(other.zw, slope);
      let is_same = abs(gap) < off && along > 0.0 && along * along > ${bend * bend} * steep * (1.0 + dot(other.zw, other.zw));
      if (other.x >= 0.0 && is_same) { sum += vec2f(other.x, 1.0) * weight; }
    }
    if (sum.y > 0.05) { return sum.x / sum.y; }
    for (var y = -1; y <= 2; y++) {
      for (var x = -1; x <= 2; x++) {
        let step = vec2f(f32(x), f32(y));
        let other = textureLoad(shares, clamp(vec2i(corner + step), vec2i(0), last), 0);
        if (other.x < 0.0) { continue; }
        let gap = (other.y - near - dot(change, (corner + step + 0.5) / scale - at)) / off;
        let along = max(1.0 + dot(other.zw, slope), 0.0);
        let alike = along * along / (steep * (1.0 + dot(other.zw, other.zw)));
        sum += vec2f(other.x, 1.0) * (alike * alike + 0.001) / (gap * gap + 1.0);
      }
    }
    return select(1.0, sum.x / sum.y, sum.y > 0.0);
  }
`);
