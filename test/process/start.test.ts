import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf } from '../support/answers.ts';
import { decode } from '../support/pixels.ts';
import { withProcess } from './start-service.ts';

test('it starts, says where it is, and what it says to try gives a picture', () =>
  withProcess({}, async service => {
    const url = await service.listening();
    await service.ready();
    assert.match(service.stdout(), `Darkroom is at ${url}.`);
    const [, scene = ''] = /-d '([^']+)'/.exec(service.stdout()) ?? [];
    const headers = { 'content-type': 'application/json', accept: 'image/*' };
    const answer = fetch(`${url}/renders`, { method: 'POST', headers, body: scene });
    const picture = await decode(await pictureOf(answer, 'image/png', 201));
    assert.equal([picture.width, picture.height], [1024, 1024]);
    assert.is(service.stderr(), '');
    for (const line of service
      .stdout()
      .split('\n')
      .filter(text => text.startsWith('{')))
      JSON.parse(line);
    assert.not.match(service.stdout(), /\/previews\/[0-9a-f]{40}/);
  }));

/** What is said has to name the setting, and show the value. */
const wrong: [setting: string, value: string, says: RegExp][] = [
  ['PORT', 'abc', /PORT/],
  ['HOST', '192.0.2.1', /HOST 192\.0\.2\.1/],
  ['STORE', 'ftp://pictures', /STORE is "ftp:\/\/pictures".*gs:\/\/bucket\/prefix/],
  ['ASSET_ROOT', '/nope', /ASSET_ROOT is "\/nope", but there is no such folder.*gs:\/\/bucket\/prefix/],
  ['CHROME_PATH', '/nope', /CHROME_PATH is \/nope/],
  ['ASSET_HOSTS', 'https://example.com', /ASSET_HOSTS.*https:\/\/example\.com/],
];

for (const [setting, value, says] of wrong)
  test(`${setting}=${value} ends it, and says why`, () =>
    withProcess({ [setting]: value }, async service => {
      assert.is(await service.ended, 1);
      assert.match(service.stderr(), /^darkroom: /);
      assert.match(service.stderr(), says);
      assert.not.match(service.stderr(), /^\s+at /m);
      assert.equal(await service.left(), []);
    }));

test('several wrong settings are all named', () =>
  withProcess({ PORT: 'abc', GPU: 'maybe', RENDERERS: 'x' }, async service => {
    assert.is(await service.ended, 1);
    for (const setting of ['PORT', 'GPU', 'RENDERERS'])
      assert.match(service.stderr(), new RegExp(`^.*${setting}: `, 'm'));
  }));

test('a port that is taken ends it, and leaves nothing of the browsers that were started', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  try {
    const { port } = taken.address() as AddressInfo;
    await withProcess({ PORT: String(port) }, async service => {
      assert.is(await service.ended, 1);
      assert.match(service.stderr(), `darkroom: PORT ${port} is taken`);
      assert.not.match(service.stderr(), /^\s+at /m);
      assert.equal(await service.left(), []);
    });
  } finally {
    taken.close();
  }
});

test('a setting that is empty is one that is not set', () =>
  withProcess({ PUBLIC_URL: '', API_KEYS: '', LINK_KEYS: '', QUEUE_LIMIT: '' }, async service => {
    const answer = await fetch(`${await service.listening()}/health/live`);
    assert.is(answer.status, 200);
  }));

test.run();
