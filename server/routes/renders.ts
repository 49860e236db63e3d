import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { readSubmission } from '../dialects/read.ts';
import { clientOf, requireKey } from '../http/access.ts';
import { originOf } from '../http/origin.ts';
import { sendDrawn, sendFrame } from '../http/send-frame.ts';
import { signalOf } from '../http/signal.ts';
import { serverTiming } from '../http/timing.ts';
import { type Fault, Problem } from '../problem.ts';
import { present } from '../renders/present.ts';

const idPattern = /^[0-9a-f]{40}$/;
const framePattern = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*){0,2}\.(png|jpg|webp|avif)$/;

/** `POST /renders` and what it leaves. */
export function renderRoutes(router: Router, service: Service): void {
  router.post('/renders', async ctx => {
    requireKey(ctx, service);
    const origin = originOf(ctx, service);
    const { scene, parts, warnings, pointing } = await readSubmission(ctx);
    const { record, stored, first, timings } = await pointing(() =>
      service.renders.render(scene, signalOf(ctx), { parts, client: clientOf(ctx, service) }),
    );
    ctx.set({ 'server-timing': serverTiming(timings), vary: 'Accept', ...warningHeader(warnings) });
    const [frame] = record.frames;
    if (frame && wantsPicture(ctx)) {
      await sendDrawn(ctx, service, record.id, frame, first, 'no-store');
      ctx.set('content-location', `${origin}/renders/${record.id}/${frame.name}`);
    } else {
      ctx.body = { ...(await present(service, record, origin)), ...(warnings.length > 0 && { warnings }) };
    }
    ctx.status = stored ? 200 : 201;
    ctx.set('location', `${origin}/renders/${record.id}`);
  });

  router.get('/renders/:id', async ctx => {
    requireKey(ctx, service);
    const id = known(ctx.params['id']);
    const record = await service.shelf.find(id, signalOf(ctx));
    if (!record) throw absent(id);
    ctx.body = await present(service, record, originOf(ctx, service));
    ctx.set('cache-control', 'private, no-cache');
  });

  // Keyless: an id is 160 bits of digest, which nobody guesses, and pictures are to be shown where no key can be sent.
  router.get('/renders/:id/:frame', async ctx => {
    const id = known(ctx.params['id']);
    const name = String(ctx.params['frame']);
    if (!framePattern.test(name))
      throw new Problem(404, 'frame_not_found', `The render ${id} has no frame of that name.`);
    await sendFrame(ctx, service, id, name);
  });
}

/** `Accept: image/*`, and no JSON before it. */
function wantsPicture(ctx: Context): boolean {
  const accepted = ctx.accepts('json', 'image/png', 'image/jpeg', 'image/webp', 'image/avif');
  return typeof accepted === 'string' && accepted.startsWith('image/');
}

/** For those who take the picture instead of the JSON. */
function warningHeader(warnings: readonly Fault[]): Record<string, string> {
  if (warnings.length === 0) return {};
  const told = warnings.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  return { 'x-warning': told.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000) };
}

function known(id: string | undefined): string {
  if (id !== undefined && idPattern.test(id)) return id;
  throw new Problem(404, 'render_not_found', 'A render’s id is 40 hex digits; this is none.');
}

function absent(id: string): Problem {
  return new Problem(404, 'render_not_found', `There is no render ${id} here.`);
}
