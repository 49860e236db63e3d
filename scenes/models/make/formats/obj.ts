import { barNames, letter } from './letter.ts';

/** Two libraries, of which one has a space in its name; groups, and each bar in a material of its own. */
export function obj(): string {
  const quads = letter();
  const lines = ['# a letter', 'mtllib letter.mtl', 'mtllib more colors.mtl', 'o letter'];
  for (const { corners } of quads) for (const corner of corners) lines.push(`v ${corner.join(' ')}`);
  for (const { uvs } of quads) for (const uv of uvs) lines.push(`vt ${uv.map(part => part.toFixed(5)).join(' ')}`);
  for (const { normal } of quads) lines.push(`vn ${normal.join(' ')}`);
  for (const bar of barNames) {
    lines.push(`g ${bar}`, `usemtl ${bar}`);
    for (const [at, quad] of quads.entries())
      if (quad.bar === bar)
        lines.push(`f ${[1, 2, 3, 4].map(corner => `${at * 4 + corner}/${at * 4 + corner}/${at + 1}`).join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Paths as Windows writes them, options before the names, and a name with a space. */
export const mtl = `newmtl stem
Kd 1 1 1
Ks 0.5 0.5 0.5
Ns 60
map_Kd -clamp off -s 1 1 1 -o 0 0 0 C:\\work\\letter\\up arrow.png

newmtl top
Kd 0.886 0.290 0.200
Ks 0 0 0
illum 1
`;

export const moreMtl = `newmtl middle
Kd 1 1 1
Pr 0.35
Pm 0
map_Kd textures\\arrow.tga
`;

/** Without normals, materials and coordinates of images: faces counted backwards, and a line that goes on in the next. */
export function objBare(): string {
  const lines = letter().flatMap(({ corners }) => [
    ...corners.map(corner => `v ${corner.join(' ')}`),
    'f -4 -3 \\',
    '-2 -1',
  ]);
  return `${lines.join('\r\n')}\r\n`;
}

/** Lines and points alone. */
export function objLines(): string {
  const lines = letter().flatMap(({ corners }) => corners.map(corner => `v ${corner.join(' ')}`));
  const edges = letter().map((_, at) => `l ${[1, 2, 3, 4, 1].map(corner => at * 4 + corner).join(' ')}`);
  return `${[...lines, ...edges].join('\n')}\n`;
}
