import { each, tile } from './blocks.ts';
import { unpacking } from './surfaces.ts';
import { common, flattest } from './view.ts';

/** Pixels that are looked at together: a number that a direction brings costs a CPU as much as twenty multiplications. */
export const together = 4;
const all = (text: (pixel: number) => string): string =>
  Array.from({ length: together }, (_, at) => text(at)).join('\n');

/** What one direction tells, written out: of a loop, a CPU would look up for each pixel by itself what is the same for all. */
const look = (at: number) => /* wgsl */ `{
    let right = block.lights[${at}].right;
    let toward = block.lights[${at}].toward;
    let corner = block.lights[${at}].corner;
    let up = cross(toward.xyz, right.xyz);
    ${all(
      pixel => /* wgsl */ `{
      let cosine = dot(normal${pixel}, toward.xyz);
      let given = max(cosine, 0.0) * toward.w;
      let spot = vec2f(dot(place${pixel}, right.xyz), -dot(place${pixel}, up));
      let there = textureLoad(depths, vec2i(spot * block.scale + corner), 0);
      let gap = 0.5 - dot(place${pixel}, toward.xyz) * half - there;
      sum${pixel} += select(vec4f(given, 0.0, given, given / (gap + 0.02)), vec4f(given, given, 0.0, 0.0), gap <= 0.0);
    }`,
    )}
  }`;

const declarations = (reach: number) => /* wgsl */ `
  struct Light { right: vec3f, toward: vec4f, corner: vec2f }
  struct Block { place: vec2f, off: f32, scale: f32, lights: array<Light, ${each}> }
  @group(0) @binding(0) var<uniform> block: Block;
  @group(0) @binding(1) var<uniform> view: View;
  @group(0) @binding(2) var places: texture_2d<f32>;
  @group(0) @binding(3) var depths: texture_depth_2d;
  @group(0) @binding(4) var<storage, read_write> nears: array<f32>;
  @group(0) @binding(5) var<storage, read_write> leans: array<vec2f>;
  @group(0) @binding(6) var<storage, read_write> slopes: array<vec2f>;
  @group(0) @binding(7) var<storage, read_write> sums: array<vec4f>;
  ${common}
  ${unpacking}
  const half = ${1 / (2 * reach)};
`;

const seeing = /* wgsl */ `
  fn nearOf(found: vec4f) -> f32 {
    let depth = dot(found.xyz - view.eye, view.forward);
    return select(1.0 / depth, depth, view.isFlat > 0.0);
  }

  /** By how much a surface comes nearer from pixel to pixel: towards that neighbour which lies on it as its normal tells. */
  fn change(at: vec2i, step: vec2i, near: f32, told: f32) -> f32 {
    let last = vec2i(i32(view.width), i32(view.height)) - 1;
    let back = textureLoad(places, max(at - step, vec2i(0)), 0);
    let ahead = textureLoad(places, min(at + step, last), 0);
    let behind = select(nothing, near - nearOf(back), back.w > 0.0 && all(at >= step));
    let before = select(nothing, nearOf(ahead) - near, ahead.w > 0.0 && all(at + step <= last));
    let found = select(behind, before, abs(before - told) < abs(behind - told));
    return select(found, told, found == nothing);
  }

  /**
   * How a place is seen: how near it is, and by how many sizes of a pixel its surface comes nearer from pixel to pixel, across and down,
   * as its normal tells and as it does.
   */
  fn see(at: vec2i, found: vec4f, normal: vec3f) {
    let pixel = pixelOf(at, view);
    let near = nearOf(found);
    let ray = found.xyz - view.eye;
    let isFlat = view.isFlat > 0.0;
    let lean = dot(normal, select(ray / dot(ray, view.forward), view.forward, isFlat));
    let told = vec2f(dot(normal, view.across), dot(normal, view.down)) * select(1.0, -1.0, isFlat)
      / (view.size * select(min(lean, -${flattest}), max(lean, ${flattest}), lean > 0.0));
    let size = view.size * select(near, 1.0, isFlat);
    nears[pixel] = near;
    leans[pixel] = told;
    slopes[pixel] = vec2f(change(at, vec2i(1, 0), near, told.x * size), change(at, vec2i(0, 1), near, told.y * size)) / size;
  }
`;

const main = /* wgsl */ `
  @compute @workgroup_size(2, 16) fn main(@builtin(global_invocation_id) id: vec3u) {
    let at = vec2i(id.xy * ${2 * tile}u) + vec2i(block.place);
    if (f32(at.y) >= view.height || f32(at.x) >= view.width) { return; }
    ${all(
      pixel => /* wgsl */ `
    let at${pixel} = at + vec2i(${(pixel % 2) * tile}, ${(pixel >> 1) * tile});
    let found${pixel} = textureLoad(places, at${pixel}, 0);`,
    )}
    let some = max(max(found0.w, found1.w), max(found2.w, found3.w));
    ${all(
      pixel => /* wgsl */ `
    let is${pixel} = f32(at${pixel}.x) < view.width && f32(at${pixel}.y) < view.height;
    if (is${pixel} && found${pixel}.w <= 0.0) { nears[pixelOf(at${pixel}, view)] = nothing; }`,
    )}
    if (some <= 0.0) { return; }
    ${all(
      pixel => /* wgsl */ `
    let normal${pixel} = facing(found${pixel}.w);
    let place${pixel} = found${pixel}.xyz + normal${pixel} * block.off;
    var sum${pixel} = vec4f(0.0);`,
    )}
    ${Array.from({ length: each }, (_, at) => look(at)).join('\n')}
    ${all(
      pixel => /* wgsl */ `
    if (is${pixel} && found${pixel}.w > 0.0) {
      see(at${pixel}, found${pixel}, normal${pixel});
      sums[pixelOf(at${pixel}, view)] = sum${pixel};
    }`,
    )}
  }
`;

/** Of each pixel of one place in its square: how it faces and how near it is, and what of which light arrives. @param reach metres */
export const lookShader = (reach: number) => declarations(reach) + seeing + main;
