import { colors, letter, type Place } from './letter.ts';

/** Text, with a colour at each vertex, and faces of four corners. */
export function plyText(): string {
  const quads = letter();
  const header = `ply
format ascii 1.0
comment a letter
element vertex ${quads.length * 4}
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
element face ${quads.length}
property list uchar int vertex_indices
end_header
`;
  const vertices = quads.flatMap(({ corners, bar }) => corners.map(corner => [...corner, ...colors[bar]].join(' ')));
  const faces = quads.map((_, at) => `4 ${[0, 1, 2, 3].map(corner => at * 4 + corner).join(' ')}`);
  return `${header}${[...vertices, ...faces].join('\n')}\n`;
}

/** Big-endian, doubles, an image named in a comment, and its coordinates at each corner of each face. */
export function plyTextured(): Uint8Array {
  const quads = letter();
  const header = `ply
format binary_big_endian 1.0
comment TextureFile arrow.bmp
element vertex ${quads.length * 4}
property double x
property double y
property double z
element face ${quads.length}
property list uchar uint vertex_index
property list uchar float texcoord
end_header
`;
  const body = Buffer.alloc(quads.length * (4 * 24 + 1 + 16 + 1 + 32));
  let at = 0;
  for (const { corners } of quads) for (const number of corners.flat()) at = body.writeDoubleBE(number, at);
  for (const [index, { uvs }] of quads.entries()) {
    at = body.writeUInt8(4, at);
    for (const corner of [0, 1, 2, 3]) at = body.writeUInt32BE(index * 4 + corner, at);
    at = body.writeUInt8(8, at);
    for (const number of uvs.flat()) at = body.writeFloatBE(number, at);
  }
  return Buffer.concat([Buffer.from(header), body]);
}

/** Places all over the letter, each with its bar's colour, the same each time. */
export function cloud(step: number): { place: Place; color: Place; normal: Place }[] {
  return letter().flatMap(({ corners: [a, b, , d], normal, bar }) => {
    const along = (from: Place, to: Place) =>
      Math.max(1, Math.round(Math.hypot(...from.map((value, axis) => (to[axis] ?? 0) - value)) / step));
    const [across, up] = [along(a, b), along(a, d)];
    return Array.from({ length: across * up }, (_, at) => {
      const [s, t] = [((at % across) + 0.5) / across, (Math.floor(at / across) + 0.5) / up];
      const place = a.map(
        (value, axis) => value + ((b[axis] ?? 0) - value) * s + ((d[axis] ?? 0) - value) * t,
      ) as Place;
      return { place, color: colors[bar], normal };
    });
  });
}

/** Points alone, little-endian. */
export function plyCloud(): Uint8Array {
  const points = cloud(0.03);
  const header = `ply
format binary_little_endian 1.0
element vertex ${points.length}
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
end_header
`;
  const body = Buffer.alloc(points.length * 15);
  for (const [at, { place, color }] of points.entries()) {
    for (const [axis, value] of place.entries()) body.writeFloatLE(value, at * 15 + axis * 4);
    body.set(color, at * 15 + 12);
  }
  return Buffer.concat([Buffer.from(header), body]);
}

/** Gaussian splats: flat discs on the letter, y down and z away, as they are trained. */
export function plySplats(): Uint8Array {
  const points = cloud(0.05);
  const names = [
    'x',
    'y',
    'z',
    'f_dc_0',
    'f_dc_1',
    'f_dc_2',
    'opacity',
    'scale_0',
    'scale_1',
    'scale_2',
    'rot_0',
    'rot_1',
    'rot_2',
    'rot_3',
  ];
  const header = `ply\nformat binary_little_endian 1.0\nelement vertex ${points.length}\n${names.map(name => `property float ${name}\n`).join('')}end_header\n`;
  const body = Buffer.alloc(points.length * names.length * 4);
  for (const [at, { place, color, normal }] of points.entries()) {
    const harmonic = color.map(channel => (channel / 255 - 0.5) / 0.28209479);
    const scale = normal.map(part => Math.log(part === 0 ? 0.03 : 0.003));
    const values = [place[0], -place[1], -place[2], ...harmonic, 4, ...scale, 1, 0, 0, 0];
    for (const [index, value] of values.entries()) body.writeFloatLE(value, (at * names.length + index) * 4);
  }
  return Buffer.concat([Buffer.from(header), body]);
}
