import type { SceneInput } from '../scenes/scene.ts';
import { type Client, drawnIn, openClient } from './support/client.ts';
import { ms, type Report, type Row, type Table } from './support/report.ts';
import { type Service, startService } from './support/service.ts';
import { median, quantile, sum } from './support/statistics.ts';

/** What a picture costs whoever asks for it: all else is overhead. */
const needed = ['submit', 'raster', 'readback', 'encode'];
const limit = 1.15;
const requests = 40;
const warmUp = 6;
const sizes = [512, 1024];

/** Scenes by what they stand for; `turn` is degrees. */
const scenes: Record<string, (turn: number) => SceneInput> = {
  model: turn => ({ model: 'chair.glb', camera: { orbit: [turn, 15] } }),
  parts: turn => ({
    nodes: [
      { geometry: { type: 'box', size: [1, 1, 1] }, material: { color: '#cc3322', roughness: 0.4 } },
      {
        geometry: { type: 'sphere', radius: 0.6 },
        material: { color: '#3366cc', metalness: 1 },
        position: [1.4, 0, 0],
      },
    ],
    camera: { orbit: [turn, 15] },
  }),
};

/** One request, by what its milliseconds went to. */
interface Sample {
  whole: number;
  phases: Map<string, number>;
}

/** How much longer a request takes than its picture needs, where everything is warm and nothing is found stored. */
export async function warm(): Promise<Report> {
  await using service = await startService();
  await using client = openClient();
  const rows: Row[] = [];
  const samples = new Map<string, Sample[]>();
  for (const [name, scene] of Object.entries(scenes)) {
    for (const size of sizes) {
      const title = `${name}, ${size}²`;
      samples.set(
        title,
        await sample(service, client, turn => ({ ...scene(turn), output: { width: size, height: size } })),
      );
      rows.push(verdict(title, samples.get(title) ?? []));
    }
  }
  return { rows, details: [whereItGoes(samples)] };
}

async function sample(service: Service, client: Client, scene: (turn: number) => SceneInput): Promise<Sample[]> {
  const taken: Sample[] = [];
  const cold = warmUp * service.browsers;
  for (let index = 0; index < cold + requests; index++) {
    // a hundredth of a degree makes it another render, and the same work
    const answer = await client.post(`${service.url}/renders`, scene(30 + index / 100));
    if (index >= cold) taken.push({ whole: answer.ms, phases: phasesOf(answer.ms, drawnIn(answer).timings) });
  }
  return taken;
}

/** The service's own phases, and what is left between them and around them. */
function phasesOf(whole: number, { total = 0, ...timings }: Record<string, number>): Map<string, number> {
  const { lookup = 0, load = 0, light = 0 } = timings;
  const phases = new Map(Object.entries(timings));
  // light is fetched while models load: only what it takes longer counts
  if (phases.has('light')) phases.set('light', Math.max(0, light - load));
  const known = sum([...phases.values()]);
  phases.set('between the phases', total + lookup - known);
  phases.set('around the render', whole - total - lookup);
  return phases;
}

function verdict(title: string, samples: readonly Sample[]): Row {
  const ratios = samples.map(ratio);
  const p50 = median(ratios);
  return {
    what: `warm: ${title}: request ÷ (GPU + readback + encode)`,
    asked: `p50 ≤ ${limit}`,
    measured: `p50 ${p50.toFixed(2)}, p95 ${quantile(ratios, 0.95).toFixed(2)}`,
    holds: p50 <= limit,
  };
}

function ratio({ whole, phases }: Sample): number {
  return whole / spentOn(needed, phases);
}

/**
 * The quickest of the requests: those that the rest of the machine disturbed least. On a CPU that others use too, drawing, which
 * takes all cores, is slowed down more than what surrounds it, and the ratio looks better than it is.
 */
function quickest(samples: readonly Sample[]): Sample[] {
  return samples.toSorted((a, b) => a.whole - b.whole).slice(0, Math.ceil(samples.length / 4));
}

function spentOn(names: readonly string[], phases: ReadonlyMap<string, number>): number {
  return sum(names.map(name => phases.get(name) ?? 0));
}

/** Medians of each phase; those of the whole request and of what the picture needs are of each request's sum. */
function whereItGoes(samples: ReadonlyMap<string, readonly Sample[]>): Table {
  const columns = [...samples.values()];
  const names = new Set(columns.flatMap(column => column.flatMap(({ phases }) => [...phases.keys()])));
  const line = (title: string, value: (sample: Sample) => number) => [
    title,
    ...columns.map(column => ms(median(column.map(value)))),
  ];
  const phase = (name: string) => line(name, ({ phases }) => phases.get(name) ?? 0);
  const others = [...names].filter(name => !needed.includes(name));
  return {
    title: 'Where a warm request’s time goes (p50)',
    head: ['', ...samples.keys()],
    lines: [
      line('**whole request**', ({ whole }) => whole),
      line('**the picture’s own**', ({ phases }) => spentOn(needed, phases)),
      ...needed.map(phase),
      line('**all else**', ({ whole, phases }) => whole - spentOn(needed, phases)),
      ...others.map(phase),
      ['**ratio**', ...columns.map(column => median(column.map(ratio)).toFixed(2))],
      ['ratio, the quickest quarter', ...columns.map(column => median(quickest(column).map(ratio)).toFixed(2))],
    ],
  };
}
