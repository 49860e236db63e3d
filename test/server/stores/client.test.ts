import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openBucket } from '../../../server/stores/bucket.ts';
import { makeClient } from '../../../server/stores/client.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { frame } from './places.ts';

const VARIABLE = 'STORAGE_EMULATOR_HOST';

/** The forms in which people write the setting, of a host. In the environment too, as there the client sees it itself. */
const forms: Record<string, (host: string) => string> = {
  'host:port': host => host,
  'a URL': host => `http://${host}`,
  'a URL with a slash': host => `http://${host}/`,
};

for (const [form, write] of Object.entries(forms)) {
  test(`an emulator given as ${form} gets every request, at the API's paths, without credentials`, async () => {
    const gcs = await start();
    const before = process.env[VARIABLE];
    try {
      const emulatorHost = write(new URL(gcs.url).host);
      process.env[VARIABLE] = emulatorHost;
      const store = openBucket({ client: makeClient({ emulatorHost }), bucket: 'renders' });
      await store.put('r1/small.png', frame(10));
      await store.put('r1/large.png', frame(11_000_000));
      await store.get('r1/small.png');
      await store.has('r1', ['small.png']);
      const operations = gcs.requests.map(({ operation }) => operation);
      assert.equal(operations, ['upload', 'upload', 'resume', 'media', 'metadata']);
      for (const { call } of gcs.requests) {
        assert.match(call.path, /^(\/upload)?\/storage\/v1\/b\/renders\/o/);
        assert.is(call.headers.authorization, undefined);
      }
    } finally {
      if (before === undefined) delete process.env[VARIABLE];
      else process.env[VARIABLE] = before;
      await gcs.close();
    }
  });
}

test('without an emulator it is Google, over TLS', () => {
  const client = makeClient({ projectId: 'example' });
  assert.is(client.baseUrl, 'https://storage.googleapis.com/storage/v1');
  assert.is(client.projectId, 'example');
});

test.run();
