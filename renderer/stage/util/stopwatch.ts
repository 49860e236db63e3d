import type { Timings } from '../../contract.ts';

/** Runs work, and adds its milliseconds to `timings` under `name`; an error that comes out of it says so too. */
export async function timed<T>(timings: Timings, name: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } catch (error) {
    // the innermost alone: that is what failed
    if (error instanceof Error && stepOf(error) === undefined) Object.assign(error, { step: name });
    throw error;
  } finally {
    timings[name] = (timings[name] ?? 0) + performance.now() - started;
  }
}

/** The name of what was timed when an error was thrown. */
export function stepOf(error: Error): string | undefined {
  return 'step' in error && typeof error.step === 'string' ? error.step : undefined;
}
