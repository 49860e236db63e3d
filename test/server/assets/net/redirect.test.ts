import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { glb, triangle } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';
import { type Served, serve } from '../serve.ts';

const model = glb(triangle());

/** Trusts a server of this machine by its port. */
const only = ({ port }: Served) => ({ hosts: `127.0.0.1:${port}` });

test('redirects are followed to the file, five at most', async () => {
  const host = await serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) {
      response.end(model);
      return;
    }
    response.writeHead([301, 302, 303, 307, 308][left % 5] ?? 302, { location: `/${left - 1}` }).end('moved');
  });
  try {
    await withAssets(only(host), async assets => {
      assert.ok(model.equals((await resolveOne(`${host.url}/5`, assets)).bytes));
      const problem = await refused(resolveOne(`${host.url}/6`, assets), 502, 'asset_host_failed');
      assert.match(problem.message, 'redirected more than 5 times');
    });
  } finally {
    await host.close();
  }
});

test('a redirect is checked like the first address', async () => {
  const host = await serve((request, response) => {
    response.writeHead(302, { location: decodeURIComponent(request.url?.slice(1) ?? '') }).end();
  });
  const goals: [location: string, code: string][] = [
    [`http://[::ffff:127.0.0.1]:${host.port}/`, 'asset_address_forbidden'],
    ['http://169.254.169.254/computeMetadata/v1/', 'asset_address_forbidden'],
    [`http://2130706433:${host.port + 1}/`, 'asset_address_forbidden'],
    ['file:///etc/passwd', 'asset_redirect_forbidden'],
    ['gs://bucket/object', 'asset_redirect_forbidden'],
    ['data:text/plain,hello', 'asset_redirect_forbidden'],
    ['http://user:secret@example.com/', 'asset_redirect_forbidden'],
    ['http://', 'asset_redirect_forbidden'],
  ];
  try {
    await withAssets({ hosts: `* 127.0.0.1:${host.port}` }, async assets => {
      for (const [location, code] of goals)
        await refused(resolveOne(`${host.url}/${encodeURIComponent(location)}`, assets), 422, code);
    });
    await withAssets({ hosts: `127.0.0.1:${host.port}` }, async assets => {
      const away = `${host.url}/${encodeURIComponent('https://example.com/')}`;
      await refused(resolveOne(away, assets), 422, 'asset_host_forbidden');
    });
  } finally {
    await host.close();
  }
});

test('a redirect whose body never ends holds nothing up', async () => {
  const host = await serve((request, response) => {
    if (request.url === '/chair.glb') response.end(model);
    else response.writeHead(302, { location: '/chair.glb' }).write('moved');
  });
  try {
    await withAssets({ ...only(host), timeout: 2000 }, assets => resolveOne(`${host.url}/`, assets));
  } finally {
    await host.close();
  }
});

test.run();
