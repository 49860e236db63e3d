import { type Bar, barNames, colors, letter, zUp } from './letter.ts';

/** A mesh for each bar with a material of its own; the stem's has an image. */
export function tds(): Uint8Array {
  const materials = barNames.map(bar => material(bar));
  const meshes = barNames.map(bar => mesh(bar));
  return chunk(0x4d4d, chunk(0x0002, words32(3)), chunk(0x3d3d, ...materials, ...meshes));
}

function material(bar: Bar): Buffer {
  const color = bar === 'stem' ? [255, 255, 255] : colors[bar];
  const image = bar === 'stem' ? [chunk(0xa200, chunk(0xa300, word('ARROW.PNG')))] : [];
  return chunk(0xafff, chunk(0xa000, word(bar)), chunk(0xa020, chunk(0x0011, Uint8Array.from(color))), ...image);
}

function mesh(bar: Bar): Buffer {
  const quads = letter().filter(quad => quad.bar === bar);
  const points = quads.flatMap(({ corners }) => corners.flatMap(zUp));
  const uvs = quads.flatMap(({ uvs }) => uvs.flat());
  const faces = quads.flatMap((_, at) =>
    [
      [0, 1, 2],
      [0, 2, 3],
    ].flatMap(corners => [...corners.map(corner => at * 4 + corner), 7]),
  );
  const group = chunk(
    0x4130,
    word(bar),
    words16(quads.length * 2, ...Array.from({ length: quads.length * 2 }, (_, at) => at)),
  );
  const body = chunk(
    0x4100,
    chunk(0x4110, words16(points.length / 3), floats(points)),
    chunk(0x4120, words16(faces.length / 4, ...faces), group),
    chunk(0x4140, words16(uvs.length / 2), floats(uvs)),
  );
  return chunk(0x4000, word(bar), body);
}

function chunk(id: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(6);
  head.writeUInt16LE(id, 0);
  head.writeUInt32LE(body.length + 6, 2);
  return Buffer.concat([head, body]);
}

function word(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

function words16(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}

function words32(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

function floats(values: number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}
