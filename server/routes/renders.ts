import type Router from '@koa/router';
import type { Service } from '../context.ts';
import { readSubmission } from '../submission/read.ts';
import { clientOf, requireKey } from '../http/access.ts';
import { formatAsked, wantsPicture } from '../submission/negotiate.ts';
import { originOf } from '../http/origin.ts';
import { sendFirst, sendFrame } from '../http/send-frame.ts';
import { signalOf } from '../http/signal.ts';
import { serverTiming } from '../http/timing.ts';
import { warningHeader } from '../http/warnings.ts';
import { frameName } from '../../scenes/pictures.ts';
import { resultOf } from '../renders/events.ts';
import { Problem } from '../problems/problem.ts';
import { present } from '../http/present.ts';

const idPattern = /^[0-9a-f]{40}$/;
const framePattern = new RegExp(frameName);

/** `POST /renders`, `GET /renders/{id}` and `GET /renders/{id}/{frame}`. */
export function renderRoutes(router: Router, service: Service): void {
  router.post('/renders', async ctx => {
    requireKey(ctx, service);
    const origin = originOf(ctx, service);
    const {
      scene,
      title,
      parts,
      warnings: own,
      withRequestPointers,
      toRequestPointer,
    } = await readSubmission(ctx, formatAsked(ctx));
    const asPicture = wantsPicture(ctx, scene.outputs[0]?.format ?? 'png');
    const { record, stored, first, timings } = await withRequestPointers(() =>
      resultOf(service.renders.render(scene, signalOf(ctx), { parts, client: clientOf(ctx, service) })),
    );
    const warnings = [...own, ...record.warnings.map(one => ({ ...one, pointer: toRequestPointer(one.pointer) }))];
    ctx.set({ 'server-timing': serverTiming(timings), ...warningHeader(warnings) });
    ctx.vary('Accept');
    const [frame] = record.frames;
    if (frame && asPicture) {
      // not to be read by pages of other origins: without keys, any page could ask
      await sendFirst(ctx, service, { record, first }, { cacheControl: 'no-store', secret: false });
      ctx.set('content-location', `${origin}/renders/${record.id}/${frame.name}`);
    } else {
      ctx.body = await present(service, record, origin, { warnings, title });
    }
    ctx.status = stored ? 200 : 201;
    ctx.set('location', `${origin}/renders/${record.id}`);
  });

  router.get('/renders/:id', async ctx => {
    requireKey(ctx, service);
    const id = known(ctx.params['id']);
    const record = await service.repository.find(id, signalOf(ctx));
    if (!record) throw absent(id);
    ctx.body = await present(service, record, originOf(ctx, service));
    ctx.set('cache-control', 'private, no-cache');
  });

  // without a key: nobody guesses an id of 160 bits, and pictures are shown where no key can be sent
  router.get('/renders/:id/:frame', async ctx => {
    const id = known(ctx.params['id']);
    const name = String(ctx.params['frame']);
    if (!framePattern.test(name)) throw new Problem('frame_not_found', `The render ${id} has no frame of that name.`);
    await sendFrame(ctx, service, id, name);
  });
}

function known(id: string | undefined): string {
  if (id !== undefined && idPattern.test(id)) return id;
  throw new Problem('render_not_found', 'A render’s id is 40 hex digits; this is none.');
}

function absent(id: string): Problem {
  return new Problem('render_not_found', `There is no render ${id} here.`);
}
