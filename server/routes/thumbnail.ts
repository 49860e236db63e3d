import type Router from '@koa/router';
import { Refusal } from '../assets/refusal.ts';
import type { Service } from '../context.ts';
import { clientOf } from '../http/access.ts';
import { parameterOf, pointingIntoQuery } from '../submission/query.ts';
import { sceneOfText } from '../submission/scene.ts';
import { sendFirst } from '../http/send-frame.ts';
import { signalOf } from '../http/signal.ts';
import { requireKeyOrSignature } from './signed.ts';
import { serverTiming } from '../http/timing.ts';
import { warningHeader } from '../http/warnings.ts';
import { resultOf } from '../renders/events.ts';
import { Problem } from '../problems/problem.ts';
import { usualFormat } from './thumbnail-format.ts';
import { sceneFromQuery } from './thumbnail-query.ts';

const minute = 60;
const day = 24 * 3600;

/** `GET /thumbnail`: one model, one picture, by URL alone. */
export function thumbnailRoute(router: Router, service: Service): void {
  router.get('/thumbnail', async ctx => {
    const { signed, left, shared } = requireKeyOrSignature(ctx, service);
    const query = new URLSearchParams(ctx.querystring);
    query.delete('signature');
    const body = sceneFromQuery(query, usualFormat(ctx));
    const { record, first, timings } = await pointingIntoQuery(query, '?src', () => {
      const scene = sceneOfText(body, JSON.stringify(body));
      const events = service.renders.render(scene, signalOf(ctx), { client: clientOf(ctx, service) });
      return resultOf(events).catch(error => rethrowMissing(error, shared));
    });
    const warnings = record.warnings.map(one => ({ ...one, pointer: parameterOf(one.pointer, query) ?? '?src' }));
    ctx.set({ 'server-timing': serverTiming(timings), ...warningHeader(warnings) });
    // where the URL names the format, every client gets the same
    if (!query.has('format')) ctx.vary('Accept');
    // missing files may be there a minute later, as may a model
    const kept = record.warnings.some(({ code }) => code === 'file_missing') ? Math.min(minute, left) : left;
    await sendFirst(
      ctx,
      service,
      { record, first },
      {
        cacheControl: cacheControl(kept, shared),
        secret: signed,
      },
    );
  });
}

/** Caches keep a thumbnail for a day, as a model's bytes may change behind its URL; or until its URL expires. */
function cacheControl(left: number, shared: boolean): string {
  if (!shared) return `private, max-age=${day}`;
  if (left < day) return `public, max-age=${left}`;
  return `public, max-age=${day}, stale-while-revalidate=${Math.min(7 * day, left - day)}`;
}

/** Caches keep a missing model for a minute: pages are often made before their models. */
function rethrowMissing(error: unknown, shared: boolean): never {
  if (!(error instanceof Problem && error.code === 'asset_not_found' && isOfModel(error))) throw error;
  const { message, errors } = error;
  const headers = { 'cache-control': `${shared ? 'public' : 'private'}, max-age=${minute}` };
  throw new Problem('asset_not_found', message, { status: 404, errors, headers, cause: error });
}

/** Whether the model itself is missing, and not a file that it names. */
function isOfModel({ cause }: Problem): boolean {
  return cause instanceof Refusal && cause.file === undefined;
}
