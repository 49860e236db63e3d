import type Router from '@koa/router';
import type { Service } from '../context.ts';
import { requireKey } from '../http/access.ts';

/** `/metrics`, in Prometheus' text format. */
export function metricsRoute(router: Router, service: Service): void {
  router.get('/metrics', async ctx => {
    requireKey(ctx, service);
    ctx.set('cache-control', 'no-store');
    ctx.type = service.metrics.registry.contentType;
    ctx.body = await service.metrics.registry.metrics();
  });
}
