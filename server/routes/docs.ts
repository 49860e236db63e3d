import type Router from '@koa/router';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Service } from '../context.ts';
import { originOf } from '../http/origin.ts';
import { favicon } from '../site/brand.ts';
import { sendPage, sendText } from '../site/send.ts';
import { Problem } from '../problems/problem.ts';

/** The playground, the docs, and the API's description for programs. What they are made of is loaded when it is first asked for. */
export function docsRoutes(router: Router, service: Service): void {
  const keyed = service.options.apiKeys.length > 0;
  // one for each name that the service is reached by: making it takes tens of milliseconds
  const docs = new LRUCache<string, string>({ max: 4 });

  let playground: string | undefined;
  router.get('/', async ctx => {
    const { playgroundPage, playgroundPolicy } = await import('../site/playground.ts');
    sendPage(ctx, (playground ??= playgroundPage(keyed)), playgroundPolicy);
  });

  router.get('/docs', async ctx => {
    const { docsPage, docsPolicy } = await import('../site/docs.ts');
    const origin = originOf(ctx, service);
    const page = docs.get(origin) ?? docsPage(origin, keyed);
    docs.set(origin, page);
    sendPage(ctx, page, docsPolicy);
  });

  router.get('/openapi.json', async ctx => {
    const { openapi } = await import('../description/document.ts');
    const document = openapi({ origin: originOf(ctx, service), keyed });
    sendDescription(ctx, 'application/json', document);
  });

  router.get('/schemas/scene.json', async ctx => {
    const { sceneJsonSchema } = await import('../description/schema.ts');
    const id = `${originOf(ctx, service)}/schemas/scene.json`;
    sendDescription(ctx, 'application/schema+json', sceneJsonSchema(id));
  });

  router.get('/pages/:file', async ctx => {
    const { pageFiles } = await import('../site/files.ts');
    const file = pageFiles.get(String(ctx.params['file']));
    if (!file) throw new Problem('not_found', 'The pages have no file of that name.');
    ctx.status = 200;
    ctx.etag = file.etag;
    ctx.set('cache-control', 'no-cache');
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = file.type;
    ctx.body = Buffer.from(file.bytes);
  });

  for (const path of ['/favicon.svg', '/favicon.ico'])
    router.get(path, ctx => {
      ctx.set('cache-control', 'public, max-age=86400');
      ctx.type = 'image/svg+xml';
      ctx.body = favicon;
    });
}

/** Editors and API clients of any origin may read it. */
function sendDescription(ctx: Context, type: string, description: object): void {
  ctx.set({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
  sendText(ctx, type, JSON.stringify(description));
}
