import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resolveAssets } from '../../../../server/assets/resolve.ts';
import { glb, triangle } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';
import { type Served, serve } from '../serve.ts';

const model = glb(triangle());

/** Trusts a server of this machine by its port. */
const only = ({ port }: Served) => ({ hosts: `127.0.0.1:${port}` });

test('a drip that never ends is over when the time is', async () => {
  const drip = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  try {
    await withAssets({ ...only(drip), timeout: 300 }, assets =>
      refused(resolveOne(`${drip.url}/chair.glb`, assets), 504, 'asset_host_timeout'),
    );
  } finally {
    await drip.close();
  }
});

test('a flood is stopped at the limit, announced or not, and so is one that unpacks to too much', async () => {
  let sent = 0;
  const host = await serve((request, response) => {
    const flood = () => {
      while (!response.destroyed && response.write(Buffer.alloc(2 ** 16))) sent += 2 ** 16;
    };
    if (request.url === '/announced') {
      response.writeHead(200, { 'content-length': 2 ** 40 }).write('x');
    } else if (request.url === '/packed') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 ** 22)));
    } else {
      response.on('drain', flood);
      flood();
    }
  });
  try {
    await withAssets({ ...only(host), maxBytes: 2 ** 20 }, async assets => {
      for (const path of ['flood', 'announced', 'packed']) {
        const problem = await refused(resolveOne(`${host.url}/${path}`, assets), 413, 'asset_too_large');
        assert.match(problem.message, 'larger than 1 MiB');
      }
      assert.ok(sent < 2 ** 25, `${sent} bytes`);
    });
  } finally {
    await host.close();
  }
});

test('the files of one request have a limit together', async () => {
  const host = await serve((_, response) => response.end(model));
  try {
    await withAssets({ ...only(host), maxTotalBytes: model.length * 2 }, async assets => {
      const references = ['a', 'b', 'c'].map(name => ({
        src: `${host.url}/${name}`,
        kind: 'model' as const,
        pointer: `/${name}`,
      }));
      const { signal } = new AbortController();
      assert.is((await resolveAssets(references.slice(0, 2), assets, { signal })).size, 2);
      await refused(resolveAssets(references, assets, { signal }), 413, 'asset_too_large');
    });
  } finally {
    await host.close();
  }
});

test('what is compressed unasked is unpacked; what does not unpack is the fault of the host', async () => {
  const host = await serve((request, response) => {
    const encoding = request.url === '/odd' ? 'compress' : 'gzip';
    const packed = gzipSync(model);
    response.writeHead(200, { 'content-encoding': encoding });
    response.end(request.url === '/good' ? packed : request.url === '/cut' ? packed.subarray(0, 60) : model);
  });
  try {
    await withAssets(only(host), async assets => {
      assert.ok(model.equals((await resolveOne(`${host.url}/good`, assets)).bytes));
      for (const path of ['bad', 'cut', 'odd'])
        await refused(resolveOne(`${host.url}/${path}`, assets), 502, 'asset_host_failed');
    });
  } finally {
    await host.close();
  }
});

test.run();
