import { createHash } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { originOf } from '../http/origin.ts';
import { openapi } from '../openapi/document.ts';
import { sceneJsonSchema } from '../openapi/schema.ts';

/** The API's description, for people and for programs. */
export function docsRoutes(router: Router, service: Service): void {
  const keyed = service.options.apiKeys.length > 0;

  router.get('/openapi.json', ctx => {
    sendDescription(ctx, 'application/json', openapi({ origin: originOf(ctx, service), keyed }));
  });

  router.get('/schemas/scene.json', ctx => {
    const id = `${originOf(ctx, service)}/schemas/scene.json`;
    sendDescription(ctx, 'application/schema+json', sceneJsonSchema(id));
  });
}

/** Editors and API clients of any origin may read it. */
function sendDescription(ctx: Context, type: string, description: object): void {
  const text = JSON.stringify(description);
  ctx.status = 200;
  ctx.set({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
  ctx.etag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = type;
  ctx.body = text;
}
