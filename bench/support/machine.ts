import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { chromeOf, versionOf } from './chrome.ts';
import { describeEngine } from './driver.ts';
import { startService } from './service.ts';

/** What the numbers are of: lines for the top of the output. */
export async function describeMachine(): Promise<string[]> {
  await using service = await startService();
  const [chrome, three, engine, others] = await Promise.all([
    chromeOf(service).then(versionOf),
    versionOfThree(),
    describeEngine(service),
    peers(),
  ]);
  const [load = 0] = loadavg();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `- date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- machine: ${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${memory}; load ${load.toFixed(1)} at the start`,
    `- Node ${process.versions.node}, ${chrome}, three ${three}`,
    engine,
    `- beside: ${others.join(', ')}`,
    `- commit ${(await said('git', ['rev-parse', '--short', 'HEAD'])) ?? 'unknown'}`,
  ];
}

async function versionOfThree(): Promise<string> {
  // its package.json is not among what it exports
  const path = join(dirname(createRequire(import.meta.url).resolve('three')), '../package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(path, 'utf8'))).version;
}

/** Whatever we are measured beside that is here, or will be installed. */
async function peers(): Promise<string[]> {
  const path = new URL('../peers/package.json', import.meta.url);
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(path, 'utf8')));
  const [f3d, nginx] = await Promise.all([said('f3d', ['--version']), said('nginx', ['-v'])]);
  const programs = [f3d, nginx?.replace('nginx version: ', '')].filter(version => version !== undefined);
  return [...programs, ...Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)];
}

/** The first line that a program says; nothing where it is not there. */
async function said(program: string, args: readonly string[]): Promise<string | undefined> {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const output = await promisify(execFile)(program, args, { cwd }).catch(() => undefined);
  return output && `${output.stdout}${output.stderr}`.trim().split('\n')[0];
}
