import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { chromeOf, versionOf } from './chrome.ts';
import { startService } from './service.ts';

/** What the numbers are of: lines for the top of the output. */
export async function describeMachine(): Promise<string[]> {
  await using service = await startService();
  const [chrome, three] = await Promise.all([chromeOf(service).then(versionOf), versionOfThree()]);
  const [load = 0] = loadavg();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `- date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- machine: ${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${memory}; load ${load.toFixed(1)} at the start`,
    `- Node ${process.versions.node}, ${chrome}, three ${three}`,
    `- adapter: ${service.adapter}; browsers: ${service.browsers}`,
  ];
}

async function versionOfThree(): Promise<string> {
  // its package.json is not among what it exports
  const path = join(dirname(createRequire(import.meta.url).resolve('three')), '../package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(path, 'utf8'))).version;
}
