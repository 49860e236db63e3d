import type Router from '@koa/router';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';
import { shuttingDown } from '../shutting-down.ts';

/** Milliseconds for which a check of the store is reused: probes come every few seconds from several sides. */
const checkLifetime = 5000;

/** `/health/live`: the process answers. `/health/ready`: it can render and store. Not `/healthz`, which Cloud Run keeps for itself. */
export function healthRoutes(router: Router, service: Service): void {
  let lastCheck = { at: -Infinity, result: Promise.resolve() };
  const checkStore = (): Promise<void> => {
    if (performance.now() - lastCheck.at > checkLifetime)
      lastCheck = { at: performance.now(), result: service.store.check() };
    return lastCheck.result;
  };

  router.get('/health/live', ctx => {
    ctx.set('cache-control', 'no-store');
    ctx.body = { live: true };
  });

  router.get('/health/ready', async ctx => {
    if (service.options.closing()) throw shuttingDown();
    const { failure, idle, busy, waiting, size } = service.renderer.state();
    if (failure !== undefined) throw new Problem('renderer_unavailable', failure);
    if (idle + busy === 0) throw new Problem('starting', 'No browser is up yet.');
    await checkStore();
    const first = await service.renderer.ready;
    const { engine = first.engine, passedOver } = service.renderer.engine();
    ctx.set('cache-control', 'no-store');
    ctx.body = {
      ready: true,
      renderer: {
        version: service.renderer.version,
        engine,
        passedOver,
        adapter: first.adapter,
        browsers: { size, idle, busy, waiting },
      },
      store: service.store.name,
    };
  });
}
