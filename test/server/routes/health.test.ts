import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { enginesThere } from '../../../renderer/engines/choice.ts';
import { problemOf, renderOf } from '../../support/answers.ts';
import { openTestService, withService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';
import { bestEngine } from '../../support/studio.ts';

test('live at once, ready when it can draw, and who comes before is served then', async () => {
  const service = await openTestService({}, { ready: false });
  try {
    assert.equal(await (await service.get('/health/live')).json(), { live: true });
    const early = service.render(cube());
    await problemOf(service.get('/health/ready'), 503, 'starting');
    await renderOf(early, 201);
    const ready = await service.get('/health/ready');
    assert.is(ready.status, 200);
    assert.is(ready.headers.get('cache-control'), 'no-store');
    const text = await ready.text();
    assert.match(text, '"ready":true');
    assert.match(text, `"engine":"${bestEngine}"`);
    assert.match(text, '"passedOver":[');
    assert.match(text, '"fallback":true');
    assert.match(text, `"store":"${service.store}"`);
  } finally {
    await service.close();
  }
});

const hasGpu = (await enginesThere('require', '')).there.length > 0;
if (hasGpu) console.log('skipped: GPU=require without a GPU, as this machine has one');

(hasGpu ? test.skip : test)('GPU=require without a GPU: never ready, says why, and refuses to draw', () =>
  withService(
    { GPU: 'require' },
    async service => {
      // whoever waits already, and whoever comes later
      const asked = performance.now();
      const waiting = await service.render(cube());
      assert.ok(performance.now() - asked < 5000, 'nobody waits until a Chrome without a GPU is given up');
      assert.match(waiting.headers.get('retry-after') ?? '', /^\d+$/);
      assert.match((await problemOf(waiting, 503, 'renderer_unavailable')).detail, 'GPU=require');
      for (let time = 0; time < 2; time++) {
        const told = await problemOf(service.get('/health/ready'), 503, 'renderer_unavailable');
        assert.match(told.detail, /^GPU=require, but no GPU is usable here: .*nvidiactl/);
        await problemOf(service.render(cube()), 503, 'renderer_unavailable');
      }
      assert.is((await service.get('/health/live')).status, 200);
    },
    { ready: false },
  ),
);

test('metrics count what was drawn, found and answered, by route and not by path', () =>
  withService({}, async service => {
    const { id } = await renderOf(service.render(cube()), 201);
    await renderOf(service.render(cube()), 200);
    await problemOf(service.render('{'), 400, 'not_json');
    for (const name of ['a', 'b', 'c']) await problemOf(service.get(`/${name}`), 404, 'not_found');
    await (await service.get(`/renders/${id}/main.png`)).bytes();

    const answer = await service.get('/metrics');
    assert.match(answer.headers.get('content-type') ?? '', 'text/plain; version=0.0.4');
    const text = await answer.text();
    const expected = [
      'darkroom_renders_total{from="drawn"} 1',
      'darkroom_renders_total{from="stored"} 1',
      'darkroom_render_phase_seconds_count{phase="encode"} 1',
      'darkroom_http_request_seconds_count{route="/renders",method="POST",status="201"} 1',
      'darkroom_http_request_seconds_count{route="/renders",method="POST",status="200"} 1',
      'darkroom_http_request_seconds_count{route="/renders",method="POST",status="400"} 1',
      'darkroom_http_request_seconds_count{route="/renders/:id/:frame",method="GET",status="200"} 1',
      'darkroom_http_request_seconds_count{route="other",method="GET",status="404"} 3',
      'darkroom_browsers{state="size"} 1',
      'darkroom_browsers{state="idle"} 1',
      'darkroom_browsers{state="replaced"} 0',
    ];
    for (const line of expected) assert.ok(text.split('\n').includes(line), line);
    assert.not.match(text, id);
  }));

test.run();
