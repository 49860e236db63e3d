import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { problemOf, renderOf } from '../../support/answers.ts';
import { drawn, openTestService } from '../../support/service.ts';
import { cube, endless, slow } from '../../support/small.ts';

const service = await openTestService({ QUEUE_LIMIT: '1' });

/** A request whose client may leave. */
function asking(scene: unknown) {
  const client = new AbortController();
  const answer = service.render(scene, {}, client.signal);
  answer.catch(() => {});
  return { answer, leave: () => client.abort() };
}

test('equal requests at the same time are drawn once', async () => {
  const before = await drawn(service);
  const all = await Promise.all([1, 2, 3, 4].map(async () => renderOf(service.render(slow('#cc3322')), 201)));
  assert.is(new Set(all.map(({ id }) => id)).size, 1);
  assert.is(await drawn(service), before + 1);
});

test('one of two who leaves does not cost the other his picture', async () => {
  const before = await drawn(service);
  const [leaver, stayer] = [asking(slow('#22cc33')), asking(slow('#22cc33'))];
  await service.until('busy', 1);
  leaver.leave();
  await renderOf(stayer.answer, 201);
  assert.is(await drawn(service), before + 1);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
});

test('when all leave, the work ends, and the next scene is drawn', async () => {
  const before = await drawn(service);
  const both = [asking(endless()), asking(endless())];
  await service.until('busy', 1);
  for (const { leave } of both) leave();
  await service.until('replaced', 1);
  await service.until('idle', 1);
  assert.is(await drawn(service), before);
  await renderOf(service.render(cube()), 201);
  const counted = 'darkroom_http_request_seconds_count{route="/renders",method="POST",status="499"}';
  assert.is(await service.metric(counted), 3, 'clients that went away are no errors of the service');
});

test('who waits in the queue may leave it', async () => {
  const [first, second] = [asking(endless()), asking(cube('#123456'))];
  await service.until('waiting', 1);
  second.leave();
  await service.until('waiting', 0);
  const third = asking(cube('#654321'));
  await service.until('waiting', 1);
  first.leave();
  await renderOf(third.answer, 201);
});

test('when the queue is full: 429, when to come again, and those in it are served', async () => {
  const [first, second] = [asking(endless()), asking(cube('#abcdef'))];
  await service.until('waiting', 1);
  const refused = await service.render(cube('#fedcba'));
  assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
  await problemOf(refused, 429, 'queue_full');
  await problemOf(service.get('/thumbnail?src=mug.glb&width=64&ground=none'), 429, 'queue_full');
  // what is stored needs no place in it
  await renderOf(service.render(cube()), 200);
  first.leave();
  await renderOf(second.answer, 201);
  await renderOf(service.render(cube('#fedcba')), 201);
});

test('closing leaves no browser', () => service.close());

test('a render past its deadline is a 504 that says what to do, and the next scene is drawn', async () => {
  const hurried = await openTestService({ RENDER_TIMEOUT: '3' });
  try {
    const started = performance.now();
    const told = await problemOf(hurried.render(endless()), 504, 'render_timeout');
    assert.match(told.detail, /longer than 3 s.*draft/);
    const took = performance.now() - started;
    assert.ok(took > 2900 && took < 12_000, `${took} ms`);
    await hurried.until('idle', 1);
    await renderOf(hurried.render(cube()), 201);
    assert.is(await hurried.metric('darkroom_browsers{state="replaced"}'), 1);
  } finally {
    await hurried.close();
  }
});

test.run();
