import { setTimeout as pause } from 'node:timers/promises';
import { footprintOf } from '../support/processes.ts';
import type { Models } from './models.ts';
import { draws, type Entrant, shoot } from './rounds.ts';
import type { Source } from './sources.ts';

/** Milliseconds between two looks; looking costs, so nothing else is measured meanwhile. */
const every = 50;

/** The most bytes that a contestant had in memory while it drew each model once. */
export async function peakOf(entrant: Entrant, sources: readonly Source[], models: Models): Promise<number> {
  const watching = new AbortController();
  const peak = watch(entrant, watching.signal);
  try {
    for (const source of sources) if (draws(entrant, source)) await shoot(entrant, source, models);
  } finally {
    watching.abort();
  }
  return peak;
}

async function watch({ contestant }: Entrant, signal: AbortSignal): Promise<number> {
  let peak = 0;
  while (!signal.aborted) {
    peak = Math.max(peak, await footprintOf(contestant.processes()));
    await pause(every);
  }
  return peak;
}
