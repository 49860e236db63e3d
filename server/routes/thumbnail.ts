import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { clientOf, requireKey } from '../http/access.ts';
import { sceneOfText } from '../http/scene.ts';
import { sendDrawn } from '../http/send-frame.ts';
import { signalOf } from '../http/signal.ts';
import { serverTiming } from '../http/timing.ts';
import { pointingIntoQuery } from '../http/query.ts';
import { sceneFromQuery } from './thumbnail-query.ts';

/** A model's bytes may change behind its URL, so a picture of it is asked for anew after a day. */
const cacheControl = 'public, max-age=86400, stale-while-revalidate=604800';

/** `GET /thumbnail`: one model, one picture, by URL alone. */
export function thumbnailRoute(router: Router, service: Service): void {
  router.get('/thumbnail', async ctx => {
    admit(ctx, service);
    const query = new URLSearchParams(ctx.querystring);
    query.delete('signature');
    const negotiated =
      ctx.accepts('image/webp', 'image/png') === 'image/webp' && ctx.get('accept').includes('image/webp')
        ? 'webp'
        : 'png';
    const body = sceneFromQuery(query, negotiated);
    const { record, first, timings } = await pointingIntoQuery(query, '?src', () =>
      service.renders.render(sceneOfText(body, JSON.stringify(body)), signalOf(ctx), {
        client: clientOf(ctx, service),
      }),
    );
    const [frame] = record.frames;
    if (!frame) throw new Error('a render without a frame');
    ctx.set({ 'server-timing': serverTiming(timings), vary: 'Accept' });
    await sendDrawn(ctx, service, record.id, frame, first, cacheControl);
  });
}

/** Where keys are asked for, a URL that anyone can put into a page is signed instead. */
function admit(ctx: Context, service: Service): void {
  if (service.options.apiKeys.length === 0) return;
  const signature = new URLSearchParams(ctx.querystring).get('signature');
  if (signature === null) return requireKey(ctx, service);
  const unsigned = ctx.querystring.replace(/(^|&)signature=[^&]*/, '').replace(/^&/, '');
  service.links.verify(`${ctx.path}?${unsigned}`, signature);
}
