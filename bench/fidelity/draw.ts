import type { Sampling } from '../../scenes/output.ts';
import { type Client, renderedIn } from '../support/client.ts';
import type { Failure } from './compare.ts';
import type { Picture } from './goldens.ts';
import { sceneOf } from './scene-of.ts';
import { type Scenario, titleOf } from './scenarios.ts';

export interface Drawn {
  drawn: Picture[];
  failures: Failure[];
}

/** Has the service draw a scenario, once at each sampling. What it cannot draw is told, and does not end the measurement. */
export async function draw(
  { url, client }: { url: string; client: Client },
  scenario: Scenario,
  samplings: readonly Sampling[],
): Promise<Drawn> {
  const drawn: Picture[] = [];
  const failures: Failure[] = [];
  for (const sampling of samplings) {
    const started = performance.now();
    try {
      const answer = await client.post(`${url}/renders`, sceneOf(scenario, sampling));
      const [frame] = renderedIn(answer).frames;
      drawn.push({ renderer: sampling, bytes: (await client.get(frame?.url ?? '')).bytes });
    } catch (error) {
      failures.push({ renderer: sampling, why: error instanceof Error ? error.message : String(error) });
    }
    // not among the results: they can be kept in a file while this goes to the terminal
    const outcome = drawn.at(-1)?.renderer === sampling ? '' : ': FAILED';
    const took = ((performance.now() - started) / 1000).toFixed(1);
    console.error(`${titleOf(scenario)}, ${sampling}: ${took} s${outcome}`);
  }
  return { drawn, failures };
}
