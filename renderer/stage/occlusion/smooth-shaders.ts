import { bend, common } from './view.ts';

/** A sum along a line, of what lies on the same surface. */
interface Line {
  axis: 'x' | 'y';
  neighbours: readonly (readonly [step: number, weight: number])[];
  /** Pixels of a step: WGSL that knows the `pixel`, its `near` and its `slope`. */
  stride: string;
  /** Weight of what lies on another surface: for want of all else. */
  other: number;
  /** Of what is summed up. */
  type: 'vec4f' | 'vec2f';
}

/** Given and arriving light of a square's pixels, which together have looked in all directions, and how far what keeps it away is. */
const square = {
  neighbours: [
    [-2, 1],
    [-1, 1],
    [1, 1],
  ],
  stride: '1.0',
  other: 0.004,
  type: 'vec4f',
} as const;

/** As far as the edge of a shadow is soft, of what was added up for squares: the further away what casts it is, the further. */
const edge = (axis: Line['axis']): Line => ({
  axis,
  neighbours: [
    [-2, 0.25],
    [-1, 0.7],
    [1, 0.7],
    [2, 0.25],
  ],
  stride: `round(0.4 * min(widths[pixel] * select(near, 1.0, view.isFlat > 0.0)
    / (view.size * sqrt(1.0 + slope.${axis} * slope.${axis})), 28.0))`,
  other: 0,
  type: 'vec2f',
});

const gathering = ({ axis, neighbours, stride, other, type }: Line) => /* wgsl */ `
  @group(0) @binding(0) var<uniform> view: View;
  @group(0) @binding(1) var<storage, read> nears: array<f32>;
  @group(0) @binding(2) var<storage, read> leans: array<vec2f>;
  @group(0) @binding(3) var<storage, read> slopes: array<vec2f>;
  @group(0) @binding(4) var<storage, read> sums: array<${type}>;
  ${common}

  fn gathered(at: vec2i, pixel: i32, near: f32) -> ${type} {
    let slope = slopes[pixel];
    let own = leans[pixel];
    let size = view.size * select(near, 1.0, view.isFlat > 0.0);
    let steep = 1.0 + dot(own, own);
    let most = 1.5 * size * sqrt(1.0 + dot(slope, slope));
    let rise = slope.${axis} * size;
    let line = ${axis === 'x' ? '1' : 'i32(view.width)'};
    let place = at.${axis};
    let last = i32(view.${axis === 'x' ? 'width' : 'height'}) - 1;
    let stride = ${stride};
    var sum = sums[pixel];
    ${neighbours
      .map(
        ([step, weight]) => /* wgsl */ `{
      let off = ${step}.0 * stride;
      let there = place + i32(off);
      if (off != 0.0 && there >= 0 && there <= last) {
        let index = pixel + i32(off) * line;
        let found = nears[index];
        let lean = leans[index];
        // the cosine of the angle between them is along / √(steep · other steep): what faces elsewhere is lit otherwise
        let along = 1.0 + dot(lean, own);
        let is_same = abs(found - near - rise * off) <= most
          && along > 0.0 && along * along > ${bend * bend} * steep * (1.0 + dot(lean, lean));
        if (is_same${other > 0 ? ' || found != nothing' : ''}) { sum += sums[index] * ${other > 0 ? `select(${other}, ${weight}, is_same)` : weight}; }
      }
    }`,
      )
      .join('\n')}
    return sum;
  }
`;

const adding = (line: Line, added: string, add: string) => /* wgsl */ `
  ${gathering(line)}
  ${added}
  @compute @workgroup_size(8, 8) fn main(@builtin(global_invocation_id) id: vec3u) {
    let at = vec2i(id.xy);
    if (f32(at.x) >= view.width || f32(at.y) >= view.height) { return; }
    let pixel = i32(pixelOf(at, view));
    let near = nears[pixel];
    if (near == nothing) { return; }
    let sum = gathered(at, pixel, near);
    ${add}
  }
`;

/** Along the lines of a square. */
export const squareX = adding(
  { ...square, axis: 'x' },
  '@group(0) @binding(5) var<storage, read_write> added: array<vec4f>;',
  'added[pixel] = sum;',
);
export const squareY = adding(
  { ...square, axis: 'y' },
  /* wgsl */ `
  @group(0) @binding(5) var<storage, read_write> lit: array<vec2f>;
  /** How wide the edges of shadows are, in radii of the scene. */
  @group(0) @binding(6) var<storage, read_write> widths: array<f32>;`,
  /* wgsl */ `
    lit[pixel] = sum.xy;
    widths[pixel] = view.spread * sum.z / max(sum.w, 1e-6) + view.texel;`,
);
export const edgeX = adding(
  edge('x'),
  /* wgsl */ `
  @group(0) @binding(5) var<storage, read> widths: array<f32>;
  @group(0) @binding(6) var<storage, read_write> lit: array<vec2f>;`,
  'lit[pixel] = sum;',
);

/** What comes last. */
export const finishing = /* wgsl */ `
  ${gathering(edge('y'))}
  @group(0) @binding(5) var<storage, read> widths: array<f32>;
  @vertex fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
  }
  @fragment fn finish(@builtin(position) position: vec4f) -> @location(0) vec4f {
    let at = vec2i(position.xy);
    let pixel = i32(pixelOf(at, view));
    let near = nears[pixel];
    if (near == nothing) { return vec4f(-1.0, 0.0, 0.0, 0.0); }
    let sum = gathered(at, pixel, near);
    // what no light would reach in any case is not in a shadow
    return vec4f(select(1.0, sum.y / sum.x, sum.x > 1e-4), near, leans[pixel]);
  }
`;
