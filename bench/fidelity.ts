import { resolve } from 'node:path';
import { type Comparison, compare } from './fidelity/compare.ts';
import { draw } from './fidelity/draw.ts';
import { readGoldens } from './fidelity/goldens.ts';
import { type Options, readOptions } from './fidelity/options.ts';
import { writePage } from './fidelity/page.ts';
import { readScenarios, type Scenario } from './fidelity/scenarios.ts';
import { verdictsOf } from './fidelity/standings.ts';
import { behind, distances, failures } from './fidelity/table.ts';
import { openClient } from './support/client.ts';
import { describeEngine } from './support/driver.ts';
import { print, verdicts } from './support/report.ts';
import { startService } from './support/service.ts';

/** Seconds that one picture may take: on a CPU, `best` is in no hurry. */
const longest = 1800;

/** Draws scenarios by the service's own API, and measures them beside the pictures that other renderers made of them. */
async function fidelity({ names, samplings, data, page }: Options): Promise<void> {
  const all = await readScenarios(data);
  if (!all) {
    console.log(`Skipped: there are no scenarios in ${data}. --data names another folder.`);
    return;
  }
  const chosen = all.filter(({ name }) => names.length === 0 || names.some(word => name.includes(word)));
  if (chosen.length === 0)
    throw new Error(`no scenario is called ${names.join(' or ')}: there are ${all.map(({ name }) => name).join(', ')}`);

  const comparisons = await drawAndCompare(chosen, { samplings, data });
  for (const table of failures(comparisons)) print(table);
  print(distances(comparisons, samplings));
  print(behind(comparisons, samplings));
  print(verdicts(verdictsOf(comparisons, samplings)));
  console.log(`\nAll pictures: ${await writePage(page, comparisons, samplings)}`);
  if (comparisons.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
}

async function drawAndCompare(
  scenarios: readonly Scenario[],
  { samplings, data }: Pick<Options, 'samplings' | 'data'>,
): Promise<Comparison[]> {
  // what is missing is told before anything is drawn
  const goldens = await Promise.all(scenarios.map(scenario => readGoldens(data, scenario)));
  const settings = { ASSET_ROOT: resolve(data), RENDERERS: '1', RENDER_TIMEOUT: String(longest) };
  await using service = await startService(settings);
  console.log(await describeEngine(service));
  await using client = openClient({ patience: longest * 1000 });
  const comparisons: Comparison[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const drawn = await draw({ url: service.url, client }, scenario, samplings);
    const others = goldens[at];
    if (others) comparisons.push(await compare(scenario, others, drawn));
  }
  return comparisons;
}

try {
  await fidelity(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
