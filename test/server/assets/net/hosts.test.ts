import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseHosts } from '../../../../server/assets/net/hosts.ts';

function admits(list: string, url: string): boolean {
  return parseHosts(list).admits(new URL(url));
}

test('a star admits every host and trusts none', () => {
  assert.ok(admits('*', 'https://example.com/a.glb'));
  assert.not(parseHosts('*').trusts('example.com', '443'));
  assert.not(parseHosts('*').trusts('127.0.0.1', '80'));
});

test('a host stands for itself, a pattern for all below it', () => {
  assert.ok(admits('example.com', 'https://EXAMPLE.com/a.glb'));
  assert.ok(admits('example.com', 'https://example.com:8443/a.glb'));
  assert.ok(admits('example.com', 'https://example.com./a.glb'));
  assert.not(admits('example.com', 'https://cdn.example.com/a.glb'));
  assert.not(admits('example.com', 'https://notexample.com/a.glb'));
  assert.not(admits('example.com', 'https://example.com.evil.net/a.glb'));
  assert.ok(admits('*.example.com', 'https://a.b.example.com/a.glb'));
  assert.not(admits('*.example.com', 'https://example.com/a.glb'));
  assert.not(admits('*.example.com', 'https://badexample.com/a.glb'));
});

test('entries are separated by commas or spaces', () => {
  const list = 'one.example, two.example  *.three.example';
  for (const host of ['one.example', 'two.example', 'x.three.example'])
    assert.ok(admits(list, `https://${host}/`), host);
  assert.not(admits(list, 'https://four.example/'));
});

test('nothing is admitted by an empty list', () => {
  assert.not(admits('', 'https://example.com/'));
});

test('an entry that names a port or an address is trusted, and no other', () => {
  const hosts = parseHosts('*, localhost:9000 10.0.0.7 [::1]:9001 fd00::9 minio.internal');
  assert.ok(hosts.trusts('localhost', '9000'));
  assert.not(hosts.trusts('localhost', '9001'));
  assert.ok(hosts.trusts('10.0.0.7', '80'));
  assert.ok(hosts.trusts('10.0.0.7', '8080'));
  assert.not(hosts.trusts('10.0.0.8', '80'));
  assert.ok(hosts.trusts('[::1]', '9001'));
  assert.not(hosts.trusts('[::1]', '80'));
  assert.ok(hosts.trusts('[fd00::9]', '80'));
  assert.not(hosts.trusts('minio.internal', '80'));
});

test('an entry with a port admits that port alone', () => {
  assert.ok(admits('example.com:443', 'https://example.com/'));
  assert.not(admits('example.com:443', 'http://example.com/'));
  assert.ok(admits('127.0.0.1:80', 'http://127.0.0.1/'));
});

test('an entry that cannot be read is named', () => {
  for (const entry of [
    'https://example.com',
    'example.com/path',
    'user@example.com',
    'a.*.example.com',
    '**',
    '*:9000',
    '*example.com',
  ])
    assert.throws(
      () => parseHosts(`fine.example,${entry}`),
      new RegExp(`"${entry.replaceAll(/[*.]/g, '\\$&')}"`),
      entry,
    );
});

test.run();
