import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Timings } from '../renderer/contract.ts';
import type { PoolState } from '../renderer/pool.ts';

/** What the service counts, for `/metrics`. */
export interface Metrics {
  readonly registry: Registry;
  /** A render was drawn; milliseconds by phase. */
  rendered(timings: Timings): void;
  /** A render was found stored. */
  reused(): void;
  /** Stored light could not be read or kept. */
  lightFailed(operation: 'get' | 'put'): void;
  /** A request was answered. */
  answered(route: string, method: string, status: number, seconds: number): void;
}

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(pool: () => PoolState): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const renders = new Counter({
    name: 'darkroom_renders_total',
    help: 'Renders answered, by where they came from',
    labelNames: ['from'],
    registers,
  });
  const phases = new Histogram({
    name: 'darkroom_render_phase_seconds',
    help: 'Time of a drawn render, by phase',
    labelNames: ['phase'],
    buckets,
    registers,
  });
  const light = new Counter({
    name: 'darkroom_light_failures_total',
    help: 'Prefiltered light that the store did not give or take, and that was made anew',
    labelNames: ['operation'],
    registers,
  });
  const requests = new Histogram({
    name: 'darkroom_http_request_seconds',
    help: 'Time of a request',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers,
  });
  for (const from of ['drawn', 'stored']) renders.inc({ from }, 0);
  for (const operation of ['get', 'put']) light.inc({ operation }, 0);
  const browsers = new Gauge({
    name: 'darkroom_browsers',
    help: 'Browsers and who waits for them',
    labelNames: ['state'],
    registers,
    collect() {
      const { idle, busy, waiting, size, replaced } = pool();
      for (const [state, count] of Object.entries({ idle, busy, waiting, size, replaced }))
        browsers.set({ state }, count);
    },
  });
  return {
    registry,
    rendered(timings) {
      renders.inc({ from: 'drawn' });
      for (const [phase, spent] of Object.entries(timings)) phases.observe({ phase }, spent / 1000);
    },
    lightFailed: operation => light.inc({ operation }),
    reused: () => renders.inc({ from: 'stored' }),
    answered: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
  };
}
