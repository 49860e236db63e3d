import type Router from '@koa/router';
import type { Service } from '../context.ts';
import { originOf } from '../http/origin.ts';
import { sendFrame } from '../http/send-frame.ts';
import { signalOf } from '../http/signal.ts';
import { previewPage, previewPolicy } from '../site/preview.ts';
import { Problem } from '../problems/problem.ts';
import type { RenderRecord } from '../renders/record.ts';

/** `GET /previews/{token}`: the page that a designer opens, and its pictures. The token is all that it takes. */
export function previewRoutes(router: Router, service: Service): void {
  const open = async (token = '', signal: AbortSignal): Promise<RenderRecord> => {
    const id = service.links.open(token);
    const record = await service.repository.find(id, signal);
    if (record) return { ...record, title: service.links.titleIn(token) ?? record.title };
    throw new Problem('render_not_found', 'The picture behind this link was deleted.');
  };

  router.get('/previews/:token', async ctx => {
    const token = String(ctx.params['token']);
    const record = await open(token, signalOf(ctx));
    ctx.set({
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy': previewPolicy,
    });
    ctx.type = 'html';
    ctx.body = previewPage(record, `${originOf(ctx, service)}/previews/${token}`);
  });

  router.get('/previews/:token/:frame', async ctx => {
    const record = await open(ctx.params['token'], signalOf(ctx));
    const frame = record.frames.find(({ name }) => name === ctx.params['frame']);
    if (!frame) throw new Problem('frame_not_found', 'There is no such picture behind this link.');
    if (ctx.query['download'] !== undefined) ctx.attachment(`${record.title.replace(/\.\w+$/, '')}-${frame.name}`);
    await sendFrame(ctx, service, record.id, frame.name, { cacheControl: 'private, max-age=86400' });
  });
}
