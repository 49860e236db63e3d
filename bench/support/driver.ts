import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import type { Engine } from '../../renderer/browser/profile.ts';
import type { Service } from './service.ts';

/** What draws for a service, as its line at the top of the output names it: the engine, its adapter, and of what versions it is. */
export async function describeEngine({ engine, adapter, browsers }: Service): Promise<string> {
  return `- engine: ${engine} (${[adapter, ...(await versionsOf(engine))].join(', ')}); browsers: ${browsers}`;
}

/** SwiftShader's is Chrome's; a GPU's driver tells none cheaply. */
async function versionsOf(engine: Engine): Promise<string[]> {
  if (engine !== 'lavapipe') return [];
  const folder = dirname(lavapipeFiles.driver);
  const libraries = (await readdir(folder)).filter(name => name.endsWith('.so'));
  const texts = await Promise.all(libraries.map(name => readFile(join(folder, name), 'latin1')));
  return versionsIn(texts.join('\0'));
}

/** Versions that a Mesa driver has among its strings. */
export function versionsIn(library: string): string[] {
  const found = { Mesa: /Mesa (\d+\.\d+\.\d+)/.exec(library), LLVM: /llvmpipe \(LLVM (\d+\.\d+\.\d+)/.exec(library) };
  return Object.entries(found).flatMap(([name, version]) => (version ? [`${name} ${version[1]}`] : []));
}
