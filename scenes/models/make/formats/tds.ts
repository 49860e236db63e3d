import { type Bar, barNames, colors, letter, zUp } from './letter.ts';

/** Two meshes: the stem with an image, and the others in one, whose faces take turns in their order. */
export function tds(): Uint8Array {
  const materials = barNames.map(bar => material(bar));
  return chunk(0x4d4d, chunk(0x0002, words32(3)), chunk(0x3d3d, ...materials, mesh(['stem']), mesh(['top', 'middle'])));
}

function material(bar: Bar): Buffer {
  const color = bar === 'stem' ? [255, 255, 255] : colors[bar];
  const image = bar === 'stem' ? [chunk(0xa200, chunk(0xa300, word('ARROW.PNG')))] : [];
  return chunk(0xafff, chunk(0xa000, word(bar)), chunk(0xa020, chunk(0x0011, Uint8Array.from(color))), ...image);
}

function mesh(bars: Bar[]): Buffer {
  const sides = bars.map(bar => letter().filter(quad => quad.bar === bar));
  const quads = (sides[0] ?? []).flatMap((_, at) => sides.flatMap(list => list[at] ?? []));
  const points = quads.flatMap(({ corners }) => corners.flatMap(zUp));
  const uvs = quads.flatMap(({ uvs }) => uvs.flat());
  const faces = quads.flatMap((_, at) =>
    [
      [0, 1, 2],
      [0, 2, 3],
    ].flatMap(corners => [...corners.map(corner => at * 4 + corner), 7]),
  );
  const groups = bars.map(bar => {
    const own = quads.flatMap((quad, at) => (quad.bar === bar ? [at * 2, at * 2 + 1] : []));
    return chunk(0x4130, word(bar), words16(own.length, ...own));
  });
  const body = chunk(
    0x4100,
    chunk(0x4110, words16(points.length / 3), floats(points)),
    chunk(0x4120, words16(faces.length / 4, ...faces), ...groups),
    chunk(0x4140, words16(uvs.length / 2), floats(uvs)),
  );
  return chunk(0x4000, word(bars.join('')), body);
}

export function chunk(id: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(6);
  head.writeUInt16LE(id, 0);
  head.writeUInt32LE(body.length + 6, 2);
  return Buffer.concat([head, body]);
}

export function word(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

export function words16(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}

function words32(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

export function floats(values: number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}
