import { ms, type Report, type Row, type Table } from '../support/report.ts';
import { median, quantile } from '../support/statistics.ts';
import { whereItGoes } from '../support/phases.ts';
import { native, ours } from './contestants.ts';
import type { Entrant, Shot } from './rounds.ts';
import type { SizedSource, Source } from './sources.ts';
import { clients, type Rates } from './throughput.ts';

export interface Outcome {
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

/** What is asked for: of F3D's time at most this share, of its throughput at least this. */
const share = 0.8;
const rate = 1;
/** How many times quicker than a Chrome for each picture. */
const times = 12;

export function reportOf(outcome: Outcome): Report {
  const { shots, skipped } = outcome;
  const own = shots.filter(({ kind }) => kind.name === ours.name);
  return {
    rows: [...besideNative(outcome), ...besideChromes(outcome), ...rateRows(outcome.rates)],
    details: [
      latencies(outcome),
      ratios(outcome),
      throughputs(outcome.rates),
      whereItGoes(
        `Where the time of a new model’s thumbnail goes (${ours.name}, p50)`,
        Map.groupBy(own, ({ source }) => source.name),
      ),
      { title: 'Not measured', head: ['', 'why'], lines: [...skipped] },
    ].filter(({ lines }) => lines.length > 0),
    notes: [`Pictures of each contestant, to be looked at: ${outcome.pictures}`],
  };
}

/** Milliseconds of one contestant and one model. */
function taken({ shots }: Outcome, kind: string, source: Source): number[] {
  return shots.filter(shot => shot.kind.name === kind && shot.source === source).map(shot => shot.ms);
}

function takesPart({ entrants }: Outcome, kind: string): boolean {
  return entrants.some(entrant => entrant.kind.name === kind);
}

function besideNative(outcome: Outcome): Row[] {
  if (!takesPart(outcome, ours.name)) return [];
  return outcome.sources.map(source => {
    const own = median(taken(outcome, ours.name, source));
    const what = `thumbnails: new ${source.name}, 512²: p50`;
    if (!takesPart(outcome, native.name)) return { what, measured: ms(own) };
    const theirs = median(taken(outcome, native.name, source));
    const asked = `≤ ${share} × F3D’s`;
    const measured = `${ms(own)}, ${(own / theirs).toFixed(2)} × (${ms(theirs)})`;
    return { what, asked, measured, holds: own <= share * theirs };
  });
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

function rateRows(rates: Rates): Row[] {
  const [own, theirs] = [rates.get(ours.name), rates.get(native.name)];
  if (!own) return [];
  const best = Math.max(...own);
  const what = 'thumbnails: throughput, at the best number of clients';
  if (!theirs) return [{ what, measured: `${best.toFixed(2)} a second` }];
  const most = Math.max(...theirs);
  const measured = `${best.toFixed(2)} a second, ${(best / most).toFixed(2)} × (${most.toFixed(2)})`;
  return [{ what, asked: `≥ ${rate} × F3D’s`, measured, holds: best >= rate * most }];
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
        return [ms(median(all)), ms(quantile(all, 0.95))];
      }),
      ...sources.slice(0, 1).map(source => String(taken(outcome, kind.name, source).length)),
      `${((peaks.get(kind.name) ?? 0) / 2 ** 20).toFixed(0)} MiB`,
    ]),
  };
}

function ratios(outcome: Outcome): Table {
  const { entrants, sources } = outcome;
  const baseline = takesPart(outcome, ours.name) ? ours.name : (entrants[0]?.kind.name ?? '');
  const ratio = (kind: string, source: Source) =>
    median(taken(outcome, kind, source)) / median(taken(outcome, baseline, source));
  return {
    title: `÷ ${baseline} (p50)`,
    head: ['', ...sources.map(({ name, bytes }) => `${name} (${(bytes / 1e6).toFixed(2)} MB)`)],
    lines: entrants.map(({ kind }) => [
      kind.name,
      ...sources.map(source => `${ratio(kind.name, source).toFixed(2)} ×`),
    ]),
  };
}

function throughputs(rates: Rates): Table {
  return {
    title: 'Thumbnails a second by clients, all models in turn',
    head: ['', ...clients.map(String)],
    lines: [...rates].map(([name, each]) => [name, ...each.map(value => value.toFixed(2))]),
  };
}
