import type Router from '@koa/router';
import type { Service } from '../context.ts';
import { openapi } from '../openapi/document.ts';
import { sceneJsonSchema } from '../openapi/schema.ts';

/** The API's description, for people and for programs. */
export function docsRoutes(router: Router, _service: Service): void {
  router.get('/openapi.json', ctx => {
    ctx.set({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
    ctx.body = openapi();
  });
  router.get('/schemas/scene.json', ctx => {
    ctx.set({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
    ctx.type = 'application/schema+json';
    ctx.body = JSON.stringify(sceneJsonSchema());
  });
}
