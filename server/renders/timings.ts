import type { Timings } from '../../renderer/contract.ts';

export function sumOf(timings: Timings): number {
  return Object.values(timings).reduce((sum, spent) => sum + spent, 0);
}

/** Does work, and adds the milliseconds that it took under a name. */
export async function timed<T>(timings: Timings, name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    timings[name] = (timings[name] ?? 0) + performance.now() - started;
  }
}

/** To a tenth of a millisecond. */
export function rounded(timings: Timings): Timings {
  return Object.fromEntries(Object.entries(timings).map(([name, spent]) => [name, Math.round(spent * 10) / 10]));
}
