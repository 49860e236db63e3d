import { rename, rm } from 'node:fs/promises';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import { exists } from './exists.ts';

/**
 * Does something while no compiled shaders are there: they are moved aside, and come back whatever happens. What a run that was broken off has left
 * aside comes back first.
 */
export async function withoutShaders<T>(work: () => Promise<T>, folder = lavapipeFiles.cache): Promise<T> {
  const aside = `${folder}.aside`;
  await moveBack(aside, folder);
  if (await exists(folder)) await rename(folder, aside);
  try {
    return await work();
  } finally {
    await moveBack(aside, folder);
  }
}

/** In place of whatever was compiled meanwhile. */
async function moveBack(aside: string, folder: string): Promise<void> {
  if (!(await exists(aside))) return;
  await rm(folder, { recursive: true, force: true });
  await rename(aside, folder);
}
