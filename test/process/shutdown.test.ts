import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { problemOf, renderOf } from '../support/answers.ts';
import { leftOf } from '../support/processes.ts';
import { endless, model, slow } from '../support/small.ts';
import { serveSocket } from '../server/assets/serve.ts';
import { type ServiceProcess, withProcess } from './start-service.ts';

/** Milliseconds from SIGTERM to the end, at most; Cloud Run gives ten seconds. */
const patience = 8000;

function post(url: string, scene: SceneInput): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/renders`, { method: 'POST', headers, body: JSON.stringify(scene) });
}

async function until(url: string, state: string, count: number): Promise<void> {
  const line = `darkroom_browsers{state="${state}"} ${count}\n`;
  while (!(await (await fetch(`${url}/metrics`)).text()).includes(line)) await sleep(20);
}

/** Asks it to end, and holds it to how it does: by itself, in time, with nothing left. */
async function ends(service: ServiceProcess, signal: NodeJS.Signals, meanwhile: () => Promise<void>): Promise<number> {
  const browsers = await service.browsers();
  const started = performance.now();
  service.signal(signal);
  await meanwhile();
  assert.is(await service.ended, 0);
  const took = performance.now() - started;
  assert.ok(took < patience, `it took ${took} ms`);
  assert.equal(await leftOf(browsers, 1000), [], 'no process of a browser is left');
  assert.equal(await service.left(), [], 'and no profile');
  assert.is(service.stderr(), '');
  return took;
}

test('SIGTERM with nothing to do ends it at once', () =>
  withProcess({}, async service => {
    await service.ready();
    const took = await ends(service, 'SIGTERM', async () => {});
    assert.ok(took < 3000, `${took} ms`);
  }));

test('SIGINT does too, also before a browser is up', () =>
  withProcess({}, async service => {
    await service.listening();
    await ends(service, 'SIGINT', async () => {});
  }));

test('and so does a signal that comes before it listens, with a browser on its way', () =>
  withProcess({}, async service => {
    while ((await service.browsers()).length === 0) await sleep(5);
    await ends(service, 'SIGTERM', async () => {});
    assert.match(service.stdout(), /"msg":"shutting down"/);
  }));

test('what can be drawn in time is, nobody new is let in, and the next process finds it', () =>
  withProcess({}, async service => {
    await service.ready();
    const url = await service.listening();
    let drawn = '';
    const answer = post(url, slow());
    await until(url, 'busy', 1);
    await ends(service, 'SIGTERM', async () => {
      await sleep(50);
      const refused = await fetch(`${url}/health/live`).then(
        ({ status }) => status,
        (error: unknown) => (error instanceof Error && error.cause instanceof Error ? error.cause.message : ''),
      );
      assert.match(String(refused), /ECONNREFUSED|ECONNRESET|503|other side closed/);
      const { id } = await renderOf(answer, 201);
      drawn = id;
    });
    const [, store = ''] = /"store":"([^"]+)"/.exec(service.stdout()) ?? [];
    await withProcess({ STORE: store }, async next => {
      assert.is((await renderOf(post(await next.listening(), slow()), 200)).id, drawn);
    });
  }));

test('what cannot is refused: what is drawn, what waits, and what is being fetched', async () => {
  const silent = await serveSocket(() => {});
  try {
    await withProcess({ ASSET_HOSTS: `127.0.0.1:${silent.port}` }, async service => {
      await service.ready();
      const url = await service.listening();
      const fetched = post(url, model(`${silent.url}/a.glb`));
      const [drawn, waits] = [post(url, endless()), post(url, endless('#00ff00'))];
      await until(url, 'waiting', 1);
      await ends(service, 'SIGTERM', async () => {
        service.signal('SIGTERM');
        assert.match((await problemOf(drawn, 503, 'renderer_unavailable')).detail, 'shutting down');
        assert.match((await problemOf(waits, 503, 'renderer_unavailable')).detail, 'shutting down');
        await problemOf(fetched, 503, 'shutting_down');
      });
    });
  } finally {
    await silent.close();
  }
});

test.run();
