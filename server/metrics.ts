import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Timings } from '../renderer/contract.ts';
import { engines } from '../renderer/browser/profile.ts';
import type { Renderer } from '../renderer/renderer.ts';

/** What the service counts, for `/metrics`. */
export interface Metrics {
  readonly registry: Registry;
  /** A render was drawn; milliseconds by phase. */
  rendered(timings: Timings, engine: string): void;
  /** A render was found stored. */
  reused(): void;
  /** A stored environment could not be read or kept. */
  environmentFailed(operation: 'get' | 'put'): void;
  /** A request was answered. */
  answered(route: string, method: string, status: number, seconds: number): void;
}

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(renderer: Pick<Renderer, 'state' | 'engine'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { renders, drawn, phases, environments } = renderMetrics(registry);
  const requests = new Histogram({
    name: 'darkroom_http_request_seconds',
    help: 'Time of a request',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers: [registry],
  });
  gaugeEngine(registry, renderer);
  gaugeBrowsers(registry, renderer);
  return {
    registry,
    rendered(timings, engine) {
      renders.inc({ from: 'drawn' });
      drawn.inc({ engine });
      for (const [phase, spent] of Object.entries(timings)) phases.observe({ phase }, spent / 1000);
    },
    environmentFailed: operation => environments.inc({ operation }),
    reused: () => renders.inc({ from: 'stored' }),
    answered: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
  };
}

function renderMetrics(registry: Registry) {
  const registers = [registry];
  const renders = new Counter({
    name: 'darkroom_renders_total',
    help: 'Renders answered, by where they came from',
    labelNames: ['from'],
    registers,
  });
  const drawn = new Counter({
    name: 'darkroom_drawn_total',
    help: 'Renders drawn, by the engine that drew them',
    labelNames: ['engine'],
    registers,
  });
  const phases = new Histogram({
    name: 'darkroom_render_phase_seconds',
    help: 'Time of a drawn render, by phase',
    labelNames: ['phase'],
    buckets,
    registers,
  });
  const environments = new Counter({
    name: 'darkroom_light_failures_total',
    help: 'Prefiltered environments that the store did not give or take, and that were made again',
    labelNames: ['operation'],
    registers,
  });
  for (const from of ['drawn', 'stored']) renders.inc({ from }, 0);
  for (const engine of engines) drawn.inc({ engine }, 0);
  for (const operation of ['get', 'put']) environments.inc({ operation }, 0);
  return { renders, drawn, phases, environments };
}

function gaugeEngine(registry: Registry, renderer: Pick<Renderer, 'engine'>): void {
  const gauge = new Gauge({
    name: 'darkroom_engine',
    help: '1 for the engine that new browsers draw with',
    labelNames: ['engine'],
    registers: [registry],
    collect() {
      for (const engine of engines) gauge.set({ engine }, renderer.engine().engine === engine ? 1 : 0);
    },
  });
}

function gaugeBrowsers(registry: Registry, renderer: Pick<Renderer, 'state'>): void {
  const gauge = new Gauge({
    name: 'darkroom_browsers',
    help: 'Browsers and who waits for them',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { idle, busy, waiting, size, replaced } = renderer.state();
      for (const [state, count] of Object.entries({ idle, busy, waiting, size, replaced })) gauge.set({ state }, count);
    },
  });
}
