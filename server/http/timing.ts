import type { Timings } from '../../renderer/contract.ts';

/** Timings as a `Server-Timing` header. */
export function serverTiming(timings: Timings): string {
  return Object.entries(timings)
    .map(([name, spent]) => `${name.replace(/[^\w-]/g, '_')};dur=${spent.toFixed(1)}`)
    .join(', ');
}
