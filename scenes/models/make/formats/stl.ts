import { type Bar, colors, triangles, zUp } from './letter.ts';

/** The dialect of Magics says in its header that triangles have colours. */
export function stl(colored: boolean): Uint8Array {
  const all = triangles();
  const file = Buffer.alloc(84 + all.length * 50);
  if (colored) {
    file.write('COLOR=', 0, 'latin1');
    file.set([200, 200, 200, 255], 6);
  }
  file.writeUInt32LE(all.length, 80);
  for (const [at, { corners, normal, bar }] of all.entries()) {
    const numbers = [normal, ...corners].flatMap(zUp);
    for (const [index, number] of numbers.entries()) file.writeFloatLE(number, 84 + at * 50 + index * 4);
    if (colored) file.writeUInt16LE(fiveBits(bar), 84 + at * 50 + 48);
  }
  return file;
}

function fiveBits(bar: Bar): number {
  const [r, g, b] = colors[bar].map(channel => channel >> 3) as [number, number, number];
  return r | (g << 5) | (b << 10);
}

export function stlText(): string {
  const facets = triangles().map(({ corners, normal }) => {
    const lines = corners.map(corner => `      vertex ${zUp(corner).join(' ')}`);
    return `  facet normal ${zUp(normal).join(' ')}\n    outer loop\n${lines.join('\n')}\n    endloop\n  endfacet`;
  });
  return `solid letter\n${facets.join('\n')}\nendsolid letter\n`;
}
