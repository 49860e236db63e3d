import { zUp } from './letter.ts';
import { cloud } from './ply.ts';

function header(fields: string, sizes: string, types: string, points: number, data: string): string {
  const count = fields.replace(/\w+/g, '1');
  return `# .PCD v0.7 - Point Cloud Data file format
VERSION 0.7
FIELDS ${fields}
SIZE ${sizes}
TYPE ${types}
COUNT ${count}
WIDTH ${points}
HEIGHT 1
VIEWPOINT 0 0 0 1 0 0 0
POINTS ${points}
DATA ${data}
`;
}

/** Text, without colours; some of its points were not seen. */
export function pcdText(): string {
  const points = cloud(0.04);
  const lines = points.map(({ place }, at) =>
    at % 50 === 49
      ? 'nan nan nan'
      : zUp(place)
          .map(value => value.toFixed(4))
          .join(' '),
  );
  return `${header('x y z', '4 4 4', 'F F F', points.length, 'ascii')}${lines.join('\n')}\n`;
}

/** Binary, with colours as PCL packs them. */
export function pcd(): Uint8Array {
  const points = cloud(0.03);
  const body = Buffer.alloc(points.length * 16);
  for (const [at, { place, color }] of points.entries()) {
    for (const [axis, value] of zUp(place).entries()) body.writeFloatLE(value, at * 16 + axis * 4);
    body.set([...color.toReversed(), 255], at * 16 + 12);
  }
  return Buffer.concat([Buffer.from(header('x y z rgba', '4 4 4 4', 'F F F U', points.length, 'binary')), body]);
}

/** Compressed: one field after the other, in LZF (here nothing but runs of what is written as it is). */
export function pcdCompressed(): Uint8Array {
  const points = cloud(0.06);
  const columns = Buffer.alloc(points.length * 16);
  for (const [at, { place, color }] of points.entries()) {
    for (const [axis, value] of zUp(place).entries()) columns.writeFloatLE(value, (axis * points.length + at) * 4);
    columns.set([...color.toReversed(), 0], (3 * points.length + at) * 4);
  }
  const packed: number[] = [];
  for (let at = 0; at < columns.length; at += 32)
    packed.push(Math.min(32, columns.length - at) - 1, ...columns.subarray(at, at + 32));
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed.length, 0);
  sizes.writeUInt32LE(columns.length, 4);
  return Buffer.concat([
    Buffer.from(header('x y z rgb', '4 4 4 4', 'F F F F', points.length, 'binary_compressed')),
    sizes,
    Uint8Array.from(packed),
  ]);
}
