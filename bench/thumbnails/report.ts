import type { Engine } from '../../renderer/browser/profile.ts';
import { mebibytes, ms, type Report, type Row, seconds, type Table } from '../support/report.ts';
import { median, quantile } from '../support/statistics.ts';
import { whereItGoes } from '../support/phases.ts';
import { besideF3dOf, besideSlowerEngine, meanBesideF3d, rate, type Taken } from './asked.ts';
import { native, ours, swiftShader } from './contestants.ts';
import type { Entrant, Shot } from './rounds.ts';
import type { SizedSource, Source } from './sources.ts';
import { clients, type Rates } from './throughput.ts';

export interface Outcome {
  /** What draws for us. */
  engine: Engine;
  sources: readonly SizedSource[];
  entrants: readonly Entrant[];
  shots: readonly Shot[];
  /** Bytes by contestant. */
  peaks: ReadonlyMap<string, number>;
  rates: Rates;
  /** Who did not take part, and why. */
  skipped: ReadonlyMap<string, string>;
  /** Where the pictures are. */
  pictures: string;
}

/** How many times quicker than a Chrome for each picture. */
const times = 12;

export function reportOf(outcome: Outcome): Report {
  const { entrants, shots, skipped } = outcome;
  const own = shots.filter(({ kind }) => kind.name === ours.name);
  return {
    rows: [...besideNative(outcome), ...besideSwiftShader(outcome), ...besideChromes(outcome), ...rateRows(outcome)],
    details: [
      latencies(outcome),
      ratios(outcome),
      cpus(outcome),
      throughputs(outcome.rates),
      whereItGoes(
        `Where the time of a new model’s thumbnail goes (${ours.name}, p50)`,
        Map.groupBy(own, ({ source }) => source.name),
      ),
      { title: 'Not measured', head: ['', 'why'], lines: [...skipped, ...undrawn(entrants)] },
    ].filter(({ lines }) => lines.length > 0),
    notes: [
      ...entrants.flatMap(({ kind, contestant }) => (contestant.about ? [`${kind.name}: ${contestant.about}`] : [])),
      `Pictures of each contestant, to be looked at: ${outcome.pictures}`,
    ],
  };
}

/** Those of one contestant and one model. */
function shotsOf({ shots }: Outcome, kind: string, source: Source): Shot[] {
  return shots.filter(shot => shot.kind.name === kind && shot.source === source);
}

/** Their milliseconds. */
function taken(outcome: Outcome, kind: string, source: Source): number[] {
  return shotsOf(outcome, kind, source).map(shot => shot.ms);
}

function takesPart({ entrants }: Outcome, kind: string): boolean {
  return entrants.some(entrant => entrant.kind.name === kind);
}

/** Medians over its shots of one thing of each model that both drew. */
function takenBy(outcome: Outcome, kind: string): Taken {
  const medians = (one: (shot: Shot) => number) =>
    outcome.sources.map(source => median(shotsOf(outcome, kind, source).map(one)));
  return {
    waits: medians(shot => shot.ms),
    cpu: medians(shot => shot.cpu),
    peak: outcome.peaks.get(kind) ?? 0,
  };
}

function besideNative(outcome: Outcome): Row[] {
  if (!takesPart(outcome, ours.name)) return [];
  const beside = takesPart(outcome, native.name);
  return [
    ...outcome.sources.map(source => {
      const [own, theirs] = [ours, native].map(({ name }) => taken(outcome, name, source));
      return besideF3dOf(source.name, own ?? [], beside ? theirs : undefined);
    }),
    ...(beside ? [meanBesideF3d(outcome.engine, takenBy(outcome, ours.name), takenBy(outcome, native.name))] : []),
  ];
}

function besideSwiftShader(outcome: Outcome): Row[] {
  const both = [ours, swiftShader].every(({ name }) => takesPart(outcome, name));
  return both ? besideSlowerEngine(takenBy(outcome, ours.name), takenBy(outcome, swiftShader.name)) : [];
}

function besideChromes(outcome: Outcome): Row[] {
  const aShot = outcome.entrants.filter(({ kind }) => kind.name.endsWith('a Chrome a shot'));
  if (!takesPart(outcome, ours.name)) return [];
  return aShot.map(({ kind }) => {
    const ratios = outcome.sources.map(
      source => median(taken(outcome, kind.name, source)) / median(taken(outcome, ours.name, source)),
    );
    const least = Math.min(...ratios);
    return {
      what: `thumbnails: ${kind.name} ÷ ours, the least of the models`,
      asked: `≥ ${times} ×`,
      measured: `${least.toFixed(1)} × (${ratios.map(ratio => ratio.toFixed(1)).join(', ')})`,
      holds: least >= times,
    };
  });
}

function rateRows({ engine, rates }: Outcome): Row[] {
  const [own, theirs] = [rates.get(ours.name), rates.get(native.name)];
  if (!own) return [];
  const best = Math.max(...own);
  const what = 'thumbnails: throughput, at the best number of clients';
  if (!theirs) return [{ what, measured: `${best.toFixed(2)} a second` }];
  const most = Math.max(...theirs);
  const measured = `${best.toFixed(2)} a second, ${(best / most).toFixed(2)} × (${most.toFixed(2)})`;
  return [{ what, asked: `≥ ${rate[engine]} × F3D’s`, measured, holds: best >= rate[engine] * most }];
}

function latencies(outcome: Outcome): Table {
  const { entrants, sources, peaks } = outcome;
  return {
    title: 'A new model’s thumbnail, 512², one at a time (in turns)',
    head: ['', ...sources.flatMap(({ name }) => [`${name}: p50`, 'p95']), 'of each', 'peak memory'],
    lines: entrants.map(({ kind }) => [
      kind.name,
      ...sources.flatMap(source => {
        const all = taken(outcome, kind.name, source);
        return all.length > 0 ? [ms(median(all)), ms(quantile(all, 0.95))] : ['–', '–'];
      }),
      ...sources.slice(0, 1).map(source => String(taken(outcome, kind.name, source).length)),
      `${mebibytes(peaks.get(kind.name) ?? 0)} MiB`,
    ]),
  };
}

function ratios(outcome: Outcome): Table {
  const { entrants, sources } = outcome;
  const baseline = takesPart(outcome, ours.name) ? ours.name : (entrants[0]?.kind.name ?? '');
  const ratio = (kind: string, source: Source) => {
    const [theirs, own] = [taken(outcome, kind, source), taken(outcome, baseline, source)];
    return theirs.length > 0 ? `${(median(theirs) / median(own)).toFixed(2)} ×` : '–';
  };
  return {
    title: `÷ ${baseline} (p50)`,
    head: ['', ...sources.map(({ name, bytes }) => `${name} (${(bytes / 1e6).toFixed(2)} MB)`)],
    lines: entrants.map(({ kind }) => [kind.name, ...sources.map(source => ratio(kind.name, source))]),
  };
}

/** Whoever opens a Chrome for each picture has it closed within its time. */
function cpus(outcome: Outcome): Table {
  const { entrants, sources } = outcome;
  return {
    title: 'CPU of all processes for a new model’s thumbnail (p50)',
    head: ['', ...sources.map(({ name }) => name)],
    lines: entrants.map(({ kind }) => [
      kind.name,
      ...sources.map(source => {
        const all = shotsOf(outcome, kind.name, source);
        return all.length > 0 ? seconds(median(all.map(({ cpu }) => cpu))) : '–';
      }),
    ]),
  };
}

function undrawn(entrants: readonly Entrant[]): string[][] {
  return entrants.flatMap(({ kind }) =>
    Object.entries(kind.undrawn ?? {}).map(([model, why]) => [`${kind.name}: ${model}`, why]),
  );
}

function throughputs(rates: Rates): Table {
  return {
    title: 'Thumbnails a second by clients, all models in turn',
    head: ['', ...clients.map(String)],
    lines: [...rates].map(([name, each]) => [name, ...each.map(value => value.toFixed(2))]),
  };
}
