/**
 * What all these files show: a letter F of three bars, since it tells mirrored from turned, and top from bottom. Metres, y up, its
 * front at +z.
 */
export interface Quad {
  /** Counter-clockwise, seen from outside. */
  corners: [Place, Place, Place, Place];
  normal: Place;
  /** Of each corner; v grows upwards. */
  uvs: [Uv, Uv, Uv, Uv];
  bar: Bar;
}
export type Place = [x: number, y: number, z: number];
export type Uv = [u: number, v: number];
export type Bar = keyof typeof bars;

/** Each bar's least and greatest corner. */
const bars = {
  stem: [
    [-0.5, 0, -0.2],
    [-0.1, 1.6, 0.2],
  ],
  top: [
    [-0.1, 1.25, -0.2],
    [0.6, 1.6, 0.2],
  ],
  middle: [
    [-0.1, 0.62, -0.2],
    [0.35, 0.95, 0.2],
  ],
} as const;

/** sRGB, 0–255. */
export const colors: Record<Bar, Place> = { stem: [46, 98, 190], top: [226, 74, 51], middle: [245, 190, 65] };

export const barNames = ['stem', 'top', 'middle'] as const;

/** Axes across and up of each side, and along which it looks. */
const sides: [across: Place, up: Place, out: Place][] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [-1, 0, 0],
    [0, 1, 0],
    [0, 0, -1],
  ],
  [
    [0, 0, -1],
    [0, 1, 0],
    [1, 0, 0],
  ],
  [
    [0, 0, 1],
    [0, 1, 0],
    [-1, 0, 0],
  ],
  [
    [1, 0, 0],
    [0, 0, -1],
    [0, 1, 0],
  ],
  [
    [1, 0, 0],
    [0, 0, 1],
    [0, -1, 0],
  ],
];

/** Eighteen sides. Images lie across the whole letter, as seen from each side. */
export function letter(): Quad[] {
  return barNames.flatMap(bar => sides.map(([across, up, out]) => side(bar, across, up, out)));
}

function side(bar: Bar, across: Place, up: Place, out: Place): Quad {
  const [low, high] = bars[bar];
  const corner = (right: number, top: number): Place => {
    const pick = (axis: 0 | 1 | 2) => {
      const direction = across[axis] * right + up[axis] * top + out[axis];
      return direction > 0 ? high[axis] : low[axis];
    };
    return [pick(0), pick(1), pick(2)];
  };
  const corners: Quad['corners'] = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
  const uv = (place: Place): Uv => [
    0.5 + (place[0] * across[0] + place[1] * across[1] + place[2] * across[2]) / 1.6,
    (place[0] * up[0] + place[1] * up[1] + place[2] * up[2]) / 1.6 + (up[1] === 1 ? 0 : 0.5),
  ];
  return { corners, normal: out, uvs: corners.map(uv) as Quad['uvs'], bar };
}

/** The letter as triangles. */
export function triangles(): { corners: [Place, Place, Place]; normal: Place; bar: Bar }[] {
  return letter().flatMap(({ corners: [a, b, c, d], normal, bar }) => [
    { corners: [a, b, c], normal, bar },
    { corners: [a, c, d], normal, bar },
  ]);
}

/** From y up to z up. */
export function zUp([x, y, z]: Place): Place {
  return [x, -z, y];
}
