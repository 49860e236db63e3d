import { memory } from './memory.ts';
import { start } from './start.ts';
import { stored } from './stored.ts';
import { describeMachine } from './support/machine.ts';
import { print, type Report, type Row, verdicts } from './support/report.ts';
import { warm } from './warm.ts';

/** Every measurement, in the order in which they are taken. */
const measurements = { warm, stored, start, memory } satisfies Record<string, () => Promise<Report>>;

/** Takes the measurements of these names, or all: each prints what explains it, and one table says what holds. */
async function bench(names: readonly string[]): Promise<void> {
  console.log(`## Measured\n\n${(await describeMachine()).join('\n')}`);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(measurements)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const started = performance.now();
    const report = await measure();
    report.details.forEach(print);
    rows.push(...report.rows);
    console.log(`\n(\`${name}\` took ${Math.round((performance.now() - started) / 1000)} s)`);
  }
  print(verdicts(rows));
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !(name in measurements));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}: there are ${Object.keys(measurements).join(', ')}.`);
  process.exitCode = 1;
} else {
  await bench(names);
}
