import type { LookupAddress } from 'node:dns';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Lookup } from '../../../../server/assets/net/agent.ts';
import { glb, triangle } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';
import { type Served, serve } from '../serve.ts';

const model = glb(triangle());
/** Every spelling of an address inside, as a URL may have it. */
const insideHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '172.16.0.1',
  '192.168.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::169.254.169.254]',
  '[2002:7f00:1::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fc00::1]',
  '[ff02::1]',
  'localhost',
];

/** Trusts a server of this machine by its port. */
const only = ({ port }: Served) => ({ hosts: `127.0.0.1:${port}` });

test('a file is fetched, and the host is asked for it as it is', async () => {
  const seen: unknown[] = [];
  const host = await serve((request, response) => {
    seen.push(request.method, request.url, request.headers['accept-encoding'], request.headers.cookie);
    response.end(model);
  });
  try {
    await withAssets(only(host), async assets => {
      const src = `${host.url}/a%20b.glb?signature=x%2Fy#part`;
      const asset = await resolveOne(src, assets);
      assert.is(asset.src, src);
      assert.is(asset.format, 'glb');
      assert.ok(model.equals(asset.bytes));
    });
    assert.equal(seen, ['GET', '/a%20b.glb?signature=x%2Fy', 'identity', undefined]);
  } finally {
    await host.close();
  }
});

test('addresses inside are refused in every spelling, and nothing is sent there', async () => {
  let asked = 0;
  const host = await serve((_, response) => {
    asked++;
    response.end(model);
  });
  try {
    await withAssets({ hosts: '*', timeout: 2000 }, async assets => {
      for (const inside of insideHosts) {
        const src = `http://${inside}:${host.port}/chair.glb`;
        const problem = await refused(resolveOne(src, assets), 422, 'asset_address_forbidden').catch(error => {
          throw new Error(`${src}: ${error.message}`);
        });
        assert.equal(problem.errors, [{ pointer: '/model', detail: problem.message }]);
      }
    });
    assert.is(asked, 0);
  } finally {
    await host.close();
  }
});

test('a name that resolves to an address inside is refused, also when another is public', async () => {
  const names: Record<string, LookupAddress[]> = {
    'inside.example': [{ address: '127.0.0.1', family: 4 }],
    'metadata.example': [{ address: '169.254.169.254', family: 4 }],
    'mixed.example': [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ],
    'six.example': [{ address: '::ffff:7f00:1', family: 6 }],
  };
  const lookup: Lookup = (name, _, callback) => callback(null, names[name] ?? []);
  await withAssets({ hosts: '*', lookup }, async assets => {
    for (const name of Object.keys(names))
      await refused(resolveOne(`http://${name}/chair.glb`, assets), 422, 'asset_address_forbidden');
  });
});

test('a name is looked up once for a connection, which goes to the address that was looked up', async () => {
  const host = await serve((_, response) => response.end(model));
  let lookups = 0;
  // The second answer is one that could not be connected to.
  const lookup: Lookup = (_name, _options, callback) => {
    lookups++;
    callback(null, [{ address: lookups === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }]);
  };
  try {
    await withAssets({ hosts: `rebound.example:${host.port}`, lookup, timeout: 2000 }, async assets => {
      await resolveOne(`http://rebound.example:${host.port}/chair.glb`, assets);
    });
    assert.is(lookups, 1);
  } finally {
    await host.close();
  }
});

test('a host that is not listed is refused before it is looked up', async () => {
  const lookup: Lookup = () => assert.unreachable('it was looked up');
  await withAssets({ hosts: 'models.example *.cdn.example', lookup }, async assets => {
    const problem = await refused(resolveOne('https://other.example/chair.glb', assets), 422, 'asset_host_forbidden');
    assert.match(problem.message, 'ASSET_HOSTS does not list other.example');
  });
});

test.run();
