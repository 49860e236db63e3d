import { ms, type Table } from './report.ts';
import { median } from './statistics.ts';

/** A request by what its milliseconds went to, as the render's `timings` tell them. */
export interface Timed {
  /** The client's whole wait. */
  ms: number;
  timings: Readonly<Record<string, number>>;
}

/** Sums of others, and not phases. */
const wholes = ['total'];

/** Medians of every phase that there is, largest first; phases may run side by side, so that they can come to more than the whole. */
export function whereItGoes(title: string, columns: ReadonlyMap<string, readonly Timed[]>): Table {
  const all = [...columns.values()];
  if (all.length === 0) return { title, head: [], lines: [] };
  const p50 = (column: readonly Timed[], name: string) => median(column.map(({ timings }) => timings[name] ?? 0));
  const names = new Set(all.flatMap(column => column.flatMap(({ timings }) => Object.keys(timings))));
  const most = (name: string) => Math.max(...all.map(column => p50(column, name)));
  const phases = [...names].filter(name => !wholes.includes(name)).toSorted((a, b) => most(b) - most(a));
  return {
    title,
    head: ['', ...columns.keys()],
    lines: [
      ['**whole request**', ...all.map(column => ms(median(column.map(one => one.ms))))],
      ...[...phases, ...wholes.filter(name => names.has(name))].map(name => [
        name,
        ...all.map(column => ms(p50(column, name))),
      ]),
    ],
  };
}
