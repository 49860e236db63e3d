import { browsers } from './browsers.ts';
import { engines } from './engines.ts';
import { formats } from './formats.ts';
import { idle } from './idle.ts';
import { many } from './many.ts';
import { memory } from './memory.ts';
import { scheduling } from './scheduling.ts';
import { start } from './start.ts';
import { stored } from './stored.ts';
import { describeMachine } from './support/machine.ts';
import { type Options, readOptions } from './support/options.ts';
import { print, type Report, type Row, verdicts } from './support/report.ts';
import { thumbnails } from './thumbnails.ts';
import { warm } from './warm.ts';

/** Every measurement, in the order in which they are taken. */
const measurements = {
  thumbnails,
  engines,
  formats,
  many,
  warm,
  stored,
  start,
  idle,
  scheduling,
  browsers,
  memory,
} satisfies Record<string, (options: Options) => Promise<Report>>;

/** Takes the measurements of these names, or all: each prints what explains it, and one table says what holds. */
async function bench(options: Options): Promise<void> {
  console.log(`## Measured\n\n${(await describeMachine()).join('\n')}`);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(measurements)) {
    if (options.names.length > 0 && !options.names.includes(name)) continue;
    const started = performance.now();
    const report = await measure(options);
    report.details.forEach(print);
    for (const note of report.notes ?? []) console.log(`\n${note}`);
    rows.push(...report.rows);
    console.log(`\n(\`${name}\` took ${Math.round((performance.now() - started) / 1000)} s)`);
  }
  print(verdicts(rows));
}

try {
  await bench(readOptions(process.argv.slice(2), Object.keys(measurements)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
