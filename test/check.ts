import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Format, types and lint; each a program of its own, side by side. */
const root = fileURLToPath(new URL('../', import.meta.url));
const checks: [name: string, command: string, ...args: string[]][] = [
  ['format', 'biome', 'format', '.'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the stage', 'tsc', '-p', 'renderer/stage/tsconfig.json'],
  ['types of the pages', 'tsc', '-p', 'server/site/client/tsconfig.json'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', '-c', '.oxlintrc.json'],
];

async function passes([name, command, ...args]: (typeof checks)[number]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(`node_modules/.bin/${command}`, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(Buffer.concat(output).toString());
  return code === 0;
}

/** Whether every check passes; each says what it found. */
export async function check(): Promise<boolean> {
  return (await Promise.all(checks.map(passes))).every(Boolean);
}

if (import.meta.main) process.exitCode = (await check()) ? 0 : 1;
