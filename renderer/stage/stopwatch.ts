import type { Timings } from '../contract.ts';

/** Runs work, and adds its milliseconds to `timings` under `name`. */
export async function timed<T>(timings: Timings, name: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    timings[name] = (timings[name] ?? 0) + performance.now() - started;
  }
}
