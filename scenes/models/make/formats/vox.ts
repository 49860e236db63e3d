import { barNames, colors } from './letter.ts';

/** Voxels of each bar: least and greatest, x to the right, y away, z up. */
const boxes = {
  stem: [
    [0, 0, 0],
    [3, 3, 15],
  ],
  top: [
    [4, 0, 12],
    [10, 3, 15],
  ],
  middle: [
    [4, 0, 6],
    [8, 3, 9],
  ],
} as const;

export function vox(): Uint8Array {
  const voxels: number[] = [];
  for (const [index, bar] of barNames.entries()) {
    const [low, high] = boxes[bar];
    for (let x = low[0]; x <= high[0]; x++)
      for (let y = low[1]; y <= high[1]; y++) for (let z = low[2]; z <= high[2]; z++) voxels.push(x, y, z, index + 1);
  }
  const palette = Buffer.alloc(1024, 255);
  for (const [index, bar] of barNames.entries()) palette.set(colors[bar], index * 4);
  const content = Buffer.concat([
    chunk('SIZE', words(11, 4, 16)),
    chunk('XYZI', Buffer.concat([words(voxels.length / 4), Uint8Array.from(voxels)])),
    chunk('RGBA', palette),
  ]);
  const main = Buffer.concat([Buffer.from('MAIN'), words(0, content.length), content]);
  return Buffer.concat([Buffer.from('VOX '), words(150), main]);
}

function chunk(name: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(name), words(body.length, 0), body]);
}

function words(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}
