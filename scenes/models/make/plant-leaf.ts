import { range } from './kit/geometry.ts';

/** The drawings are 512 px square: the leaf's base below, its tip above, its midrib the middle line. */
const SIZE = 512;
/** Where the stalk joins, and where the tip is. */
const JOIN = 410;
const TIP = 14;

/** The lobes of a side: where the cut between two starts at the midrib, and how far it reaches in from the edge. */
const CUTS = [
  { y: 352, edgeX: 236, edgeY: 322, width: 9, from: 0.42 },
  { y: 298, edgeX: 242, edgeY: 236, width: 10, from: 0.36 },
  { y: 238, edgeX: 222, edgeY: 152, width: 10, from: 0.36 },
  { y: 178, edgeX: 176, edgeY: 86, width: 9, from: 0.42 },
];
const HOLES = [
  [58, 330, 20, 8, -10],
  [62, 268, 21, 8, -24],
  [54, 205, 18, 7, -34],
  [40, 152, 12, 5, -42],
] as const;

/** The leaf's outline with its cuts and holes: white is leaf. */
export function blade(): string {
  const half = `M0 ${JOIN} C40 ${JOIN + 16} 62 ${JOIN + 92} 132 ${JOIN + 84} C206 ${JOIN + 72} 250 360 246 282 C242 190 170 92 62 40 C34 28 12 24 0 ${TIP} Z`;
  const cuts = CUTS.map(({ y, edgeX, edgeY, width, from }) => {
    const [startX, startY] = [edgeX * from, y + (edgeY - y) * from];
    const [endX, endY] = [edgeX * 1.15, y + (edgeY - y) * 1.15];
    return `<path d="M${startX} ${startY}L${endX} ${endY - width * 1.4}L${endX} ${endY + width * 1.4}Z" fill="#000" stroke="#000" stroke-width="${width}" stroke-linejoin="round"/>`;
  });
  const holes = HOLES.map(
    ([x, y, rx, ry, turn]) =>
      `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" transform="rotate(${turn} ${x} ${y})" fill="#000"/>`,
  );
  return mirrored(
    `<path d="${half}" fill="#fff"/>${cuts.join('')}${holes.join('')}<path d="M-1 ${JOIN}V${TIP}" stroke="#fff" stroke-width="6"/>`,
  );
}

/** The ribs: white on black. */
export function veins(): string {
  const ys = [392, 330, 272, 212, 156, 104];
  const reach = [
    [150, 470],
    [236, 360],
    [244, 274],
    [236, 190],
    [196, 112],
    [120, 60],
  ] as const;
  const side = range(ys.length).map(i => {
    const [x, y] = reach[i] ?? [0, 0];
    const from = ys[i] ?? 0;
    return `<path d="M0 ${from}Q${x * 0.5} ${from + (y - from) * 0.25} ${x} ${y}" stroke="#fff" stroke-width="2.6" fill="none"/>`;
  });
  return mirrored(`${side.join('')}<path d="M0 ${JOIN}V${TIP}" stroke="#fff" stroke-width="7"/>`);
}

function mirrored(half: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}"><rect width="${SIZE}" height="${SIZE}"/>
    <g transform="translate(256 0)">${half}</g><g transform="translate(256 0) scale(-1 1)">${half}</g></svg>`;
}
