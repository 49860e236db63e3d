import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Lookup } from '../../../../server/assets/net/agent.ts';
import { glb, triangle } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';
import { type Served, serve, serveSocket, unusedPort } from '../serve.ts';

const model = glb(triangle());

/** Trusts a server of this machine by its port. */
const only = ({ port }: Served) => ({ hosts: `127.0.0.1:${port}` });

test('what a host answers becomes an error that says whose fault it is', async () => {
  const statuses: [answer: number, status: number, code: string][] = [
    [400, 422, 'asset_refused'],
    [401, 422, 'asset_forbidden'],
    [403, 422, 'asset_forbidden'],
    [404, 422, 'asset_not_found'],
    [410, 422, 'asset_not_found'],
    [418, 422, 'asset_refused'],
    [408, 504, 'asset_host_timeout'],
    [429, 502, 'asset_host_failed'],
    [304, 502, 'asset_host_failed'],
    [500, 502, 'asset_host_failed'],
    [503, 502, 'asset_host_failed'],
  ];
  const host = await serve((request, response) => response.writeHead(Number(request.url?.slice(1))).end());
  try {
    await withAssets(only(host), async assets => {
      for (const [answer, status, code] of statuses) {
        const problem = await refused(resolveOne(`${host.url}/${answer}`, assets), status, code);
        assert.match(problem.message, `${host.url}/${answer} `);
        assert.match(problem.message, `answers ${answer}`);
      }
    });
  } finally {
    await host.close();
  }
});

test('a host that refuses, is unknown, or breaks off', async () => {
  const port = await unusedPort();
  const lookup: Lookup = (_name, _options, callback) =>
    callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
  const rude = await serveSocket(socket => socket.destroy());
  const short = await serveSocket(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nglTF'));
  const other = await serveSocket(socket => socket.end('220 mail.example ESMTP\r\n'));
  const goals: [src: string, says: string][] = [
    [`http://127.0.0.1:${port}/chair.glb`, 'refuses the connection'],
    ['https://nowhere.example/chair.glb', 'does not exist'],
    [`${rude.url}/chair.glb`, 'closed the connection'],
    [`${short.url}/chair.glb`, 'closed the connection'],
    [`${other.url}/chair.glb`, 'does not answer in HTTP'],
    [`https://127.0.0.1:${other.port}/chair.glb`, 'does not speak TLS'],
  ];
  try {
    await withAssets({ hosts: '* 127.0.0.1', lookup }, async assets => {
      for (const [src, says] of goals)
        assert.match((await refused(resolveOne(src, assets), 502, 'asset_host_failed')).message, says);
    });
  } finally {
    await Promise.all([rude.close(), short.close(), other.close()]);
  }
});

test('a host that hangs: before its answer, within its headers, within its body', async () => {
  const silent = await serveSocket(() => {});
  const headers = await serveSocket(socket => socket.write('HTTP/1.1 200 OK\r\nx: '));
  const body = await serve((_, response) => response.write(model.subarray(0, 20)));
  try {
    await withAssets({ hosts: '127.0.0.1', timeout: 250 }, async assets => {
      for (const host of [silent, headers, body]) {
        const started = performance.now();
        await refused(resolveOne(`${host.url}/chair.glb`, assets), 504, 'asset_host_timeout');
        assert.ok(performance.now() - started < 1500);
      }
    });
  } finally {
    await Promise.all([silent.close(), headers.close(), body.close()]);
  }
});

test('a kept connection that its host closes instead of answering is no failure', async () => {
  const answer = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${model.length}\r\n\r\n`), model]);
  let connections = 0;
  const host = await serveSocket(socket => {
    connections++;
    let requests = 0;
    socket.on('data', () => (++requests === 1 ? socket.write(answer) : socket.destroy()));
  });
  try {
    await withAssets(only(host), async assets => {
      for (const path of ['a', 'b']) {
        assert.is((await resolveOne(`${host.url}/${path}`, assets)).format, 'glb');
        // The client takes a connection back a little after its answer is read.
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      assert.is(connections, 2);
    });
  } finally {
    await host.close();
  }
});

test.run();
