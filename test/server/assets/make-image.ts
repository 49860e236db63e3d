import sharp from 'sharp';

type SharpFormat = 'png' | 'jpeg' | 'webp' | 'avif';

/** A real image with something in it, so that it has a body which can be cut. */
export async function image(format: SharpFormat, width = 64, height = 32): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 7919) % 251));
  return await sharp(noise, { raw: { width, height, channels: 3 } })
    .toFormat(format, format === 'avif' ? { effort: 0 } : {})
    .toBuffer();
}

/** The head of a PNG that claims a size, and its end. */
export function emptyPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 2, 0, 0, 0], 16);
  const end = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header, end]);
}

/** A KTX2 of one level. */
export function ktx2({ width = 4, height = 4, faces = 1, layers = 0, depth = 0, level = 16 } = {}): Buffer {
  const bytes = Buffer.alloc(104 + level);
  bytes.set([0xab, 0x4b, 0x54, 0x58, 0x20, 0x32, 0x30, 0xbb, 0x0d, 0x0a, 0x1a, 0x0a]);
  [width, height, depth, layers, faces, 1].forEach((value, at) => {
    const field = [20, 24, 28, 32, 36, 40][at];
    if (field !== undefined) bytes.writeUInt32LE(value, field);
  });
  bytes.writeBigUInt64LE(104n, 80);
  bytes.writeBigUInt64LE(BigInt(level), 88);
  return bytes;
}

/** A Radiance picture, not compressed unless its rows are given. */
export function hdr(
  width: number,
  height: number,
  { format = '32-bit_rle_rgbe', axes = ['-Y', '+X'], rows }: HdrOptions = {},
): Buffer {
  const header = `#?RADIANCE\n# made by a test\nFORMAT=${format}\n\n${axes[0]} ${height} ${axes[1]} ${width}\n`;
  return Buffer.concat([Buffer.from(header), rows ?? Buffer.alloc(width * height * 4, 128)]);
}

interface HdrOptions {
  format?: string;
  axes?: [string, string];
  rows?: Buffer;
}

/** Rows that are run-length encoded: each channel is one value throughout. */
export function hdrRows(width: number, height: number): Buffer {
  const channel: number[] = [];
  for (let left = width; left > 0; left -= 127) channel.push(128 + Math.min(127, left), 100);
  const row = Buffer.from([2, 2, width >> 8, width & 255, ...channel, ...channel, ...channel, ...channel]);
  return Buffer.concat(Array.from({ length: height }, () => row));
}

interface ExrOptions {
  channels?: string[];
  /** 1 half, 2 float, 0 whole numbers. */
  type?: number;
  compression?: number;
  envmap?: number;
}

/** An OpenEXR without compression, of one part and scanlines. */
export function exr(width: number, height: number, options: ExrOptions = {}): Buffer {
  const { channels = ['B', 'G', 'R'], type = 1, compression = 0, envmap } = options;
  const list = channels.map(name => Buffer.concat([word(name), int(type), int(0), int(1), int(1)]));
  const window = Buffer.concat([int(0), int(0), int(width - 1), int(height - 1)]);
  const head = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]),
    attribute('channels', 'chlist', Buffer.concat([...list, Buffer.from([0])])),
    attribute('compression', 'compression', Buffer.from([compression])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    ...(envmap === undefined ? [] : [attribute('envmap', 'envmap', Buffer.from([envmap]))]),
    Buffer.from([0]),
  ]);
  const row = width * channels.length * (type === 1 ? 2 : 4);
  const offsets = Array.from({ length: height }, (_, y) => long(head.length + height * 8 + y * (8 + row)));
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([int(y), int(row), Buffer.alloc(row)]));
  return Buffer.concat([head, ...offsets, ...rows]);
}

function attribute(name: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([word(name), word(type), int(value.length), value]);
}

function word(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
