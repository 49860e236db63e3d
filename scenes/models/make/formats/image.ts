import sharp from 'sharp';

const side = 128;

/** A pixel of a picture that tells its corners apart: red at the left, blue at the right, brighter to the top, with a white arrow up. */
function pixel(x: number, y: number): [number, number, number] {
  const [u, v] = [(x + 0.5) / side, 1 - (y + 0.5) / side];
  const shaft = Math.abs(u - 0.35) < 0.03 && v > 0.2 && v < 0.8;
  const head = v > 0.66 && v < 0.9 && Math.abs(u - 0.35) < (0.9 - v) * 0.6;
  if (shaft || head) return [250, 250, 245];
  const checked = (Math.floor(u * 8) + Math.floor(v * 8)) % 2 === 0;
  const light = (checked ? 0.75 : 1) * (0.45 + 0.55 * v);
  return [Math.round(235 * (1 - u) * light + 20), Math.round(110 * light), Math.round(235 * u * light + 20)];
}

function rows(): Uint8Array {
  return Uint8Array.from(
    { length: side * side * 3 },
    (_, at) => pixel(Math.floor(at / 3) % side, Math.floor(at / 3 / side))[at % 3] ?? 0,
  );
}

export function png(): Promise<Buffer> {
  return sharp(rows(), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 9, palette: true, effort: 10 })
    .toBuffer();
}

/** Blue before red, and the lowest row first, as TGA and BMP have them. */
function turned(): Uint8Array {
  const plain = rows();
  return Uint8Array.from(plain, (_, at) => {
    const [row, column, channel] = [Math.floor(at / 3 / side), Math.floor(at / 3) % side, at % 3];
    return plain[((side - 1 - row) * side + column) * 3 + 2 - channel] ?? 0;
  });
}

/** Run-length encoded. */
export function tga(): Uint8Array {
  const header = Uint8Array.from([0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, side, 0, side, 0, 24, 0]);
  const pixels = turned();
  const packets: number[] = [];
  for (let at = 0; at < pixels.length; ) {
    const same = (to: number) => [0, 1, 2].every(channel => pixels[at + channel] === pixels[to + channel]);
    let run = 1;
    while (run < 128 && at + run * 3 < pixels.length && same(at + run * 3)) run += 1;
    packets.push(0x80 | (run - 1), ...pixels.subarray(at, at + 3));
    at += run * 3;
  }
  return Buffer.concat([header, Uint8Array.from(packets)]);
}

export function bmp(): Uint8Array {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + side * side * 3, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(side, 18);
  header.writeInt32LE(side, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, turned()]);
}
