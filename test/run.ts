import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { check } from './check.ts';

/**
 * Runs the checks, then every `*.test.ts` in a process of its own, two at a time. `node test/run.ts renders links` runs the
 * files whose path has one of these words in it, without the checks; `--all` runs `*.slow.test.ts` as well, which take long and
 * rarely fail.
 *
 * uvu prints green and exits 0 where a file's tests never ran, so what it says is counted: a file fails that ran no test, or
 * whose tests did not all pass; a file whose tests were all skipped has to say why.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const parallel = 2;
/** Milliseconds that a file may take. */
const fileTimeout = 240_000;

interface Outcome {
  file: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  output: string;
}

async function runFile(file: string): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: fileTimeout,
    killSignal: 'SIGKILL',
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const output = Buffer.concat(chunks).toString();
  const seconds = (performance.now() - started) / 1000;
  const [total, passed, skipped] = ['Total', 'Passed', 'Skipped'].map(word => counted(output, word)) as [
    number,
    number,
    number,
  ];
  const lost = Math.max(0, total - passed);
  // a file that fell over, or tested nothing, is a failure of its own
  const failed = code === 0 && total + skipped > 0 ? lost : Math.max(1, lost);
  return { file, passed, failed, skipped, seconds, output };
}

/** uvu closes with "Total: 3", "Passed: 3", "Skipped: 0"; what was skipped is not in its total. */
function counted(output: string, word: string): number {
  const lines = [...output.matchAll(new RegExp(`^\\s*${word}:\\s+(\\d+)`, 'gm'))];
  return lines.reduce((sum, [, count]) => sum + Number(count), 0);
}

function report({ file, passed, failed, skipped, seconds, output }: Outcome): void {
  const mark = failed > 0 ? '✗' : '✓';
  console.log(
    `${mark} ${file}  ${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}${failed > 0 ? `, ${failed} failed` : ''} (${seconds.toFixed(1)} s)`,
  );
  for (const [line] of output.matchAll(/^.*(?:skipped|SKIP):? .*$/gm))
    if (!/Skipped:/.test(line)) console.log(`    ${line.trim()}`);
  if (failed > 0) console.log(output);
}

async function runAll(files: string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const next = async (): Promise<void> => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const outcome = await runFile(file);
      report(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
  return outcomes;
}

const { values, positionals: words } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
const found = (await Array.fromAsync(glob('test/**/*.test.ts', { cwd: root }))).toSorted();
const isSlow = (file: string) => file.endsWith('.slow.test.ts');
const isAsked = (file: string) => words.some(word => file.includes(word));
const files = found.filter(file => (words.length > 0 ? isAsked(file) : values.all === true || !isSlow(file)));
const left = words.length === 0 ? found.length - files.length : 0;
const checked = words.length > 0 || (await check());
const outcomes = await runAll(files);

const sum = (field: 'passed' | 'failed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[field], 0);
const failed = sum('failed') + (checked ? 0 : 1) + (outcomes.length === 0 ? 1 : 0);
const skipped = sum('skipped');
if (left > 0) console.log(`\n${left} slow files were left out; npm run test:all runs them too`);
console.log(`\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
