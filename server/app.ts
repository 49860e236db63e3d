import Router from '@koa/router';
import Koa from 'koa';
import type { Service } from './context.ts';
import { cors } from './http/cors.ts';
import { problems } from './http/problems.ts';
import { requests } from './http/requests.ts';
import { Problem } from './problems/problem.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { previewRoutes } from './routes/previews.ts';
import { renderRoutes } from './routes/renders.ts';
import { thumbnailRoute } from './routes/thumbnail.ts';
import { problemPage, problemPolicy } from './site/problem.ts';
import { shuttingDown } from './shutting-down.ts';

/** The service as an HTTP application. */
export function createApp(service: Service): Koa {
  const app = new Koa({ proxy: service.options.publicUrl === undefined });
  const router = new Router();
  for (const add of [renderRoutes, thumbnailRoute, previewRoutes, docsRoutes, healthRoutes, metricsRoute])
    add(router, service);

  app.use(requests(service.log, service.metrics));
  app.use(problems(service.log, { policy: problemPolicy, html: problemPage }));
  app.use(cors(service.options));
  app.use(async (ctx, next) => {
    if (service.options.closing() && !ctx.path.startsWith('/health/')) {
      ctx.set('connection', 'close');
      throw shuttingDown();
    }
    await next();
  });
  app.use(async (ctx, next) => {
    await next();
    if (ctx.status === 405)
      throw new Problem('method_not_allowed', `This address takes ${ctx.response.get('allow')} alone.`);
    if (ctx.status === 501) throw new Problem('method_not_implemented', 'That method is not known here.');
  });
  // sets the status, and which methods there are in `Allow`
  app.use(router.allowedMethods());
  app.use(router.routes());
  app.on('error', (error: unknown) => service.log.error({ err: error }, 'a response failed'));
  return app;
}
