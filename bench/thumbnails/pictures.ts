import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { side } from './contestant.ts';
import type { Shot } from './rounds.ts';

/** Where they are kept to be looked at; git does not. */
const folder = fileURLToPath(new URL('../../dist/bench/thumbnails', import.meta.url));

/**
 * Writes a picture of each contestant and model. Returns the folder.
 * @throws {Error} where one is blank, or of another size: who draws that does not count
 */
export async function keepPictures(shots: readonly Shot[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const last = new Map(shots.map(shot => [`${slug(shot.kind.name)}-${shot.source.name}.png`, shot]));
  for (const [file, shot] of last) {
    await writeFile(join(folder, file), shot.picture);
    await look(shot);
  }
  return folder;
}

/** Whether there is anything in it, which is not the same as whether it is right: look at them. */
async function look({ picture, kind, source }: Shot): Promise<void> {
  const { width, height } = await sharp(picture).metadata();
  const { channels } = await sharp(picture).stats();
  const drawn = channels.some(channel => channel.stdev > 2);
  if (!drawn || width !== side || height !== side)
    throw new Error(`${kind.name}: its picture of ${source.name} is ${drawn ? `${width} × ${height}` : 'blank'}`);
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
