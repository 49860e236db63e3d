import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openStore } from '../../../server/stores/open.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { errorOf, frame, inFolder } from './places.ts';

test('a path opens a folder, called as it was given', () =>
  inFolder(async root => {
    const store = await openStore(root);
    assert.is(store.name, root);
    assert.is(await store.put('r1/front.png', frame(10)), true);
    assert.is((await openStore('./renders')).name, './renders');
  }));

test('gs:// opens a bucket, with a prefix and without', async () => {
  const gcs = await start();
  try {
    const forms = { 'gs://renders/a/b': 'a/b/', 'gs://renders/a/': 'a/', 'gs://renders/': '', 'gs://renders': '' };
    for (const [setting, inside] of Object.entries(forms)) {
      const store = await openStore(setting, { emulatorHost: gcs.url });
      assert.is(store.name, setting.replace(/\/$/, ''));
      gcs.objects.clear();
      await store.put('r1/front.png', frame(10));
      assert.equal([...gcs.objects.keys()], [`renders/${inside}r1/front.png`]);
      assert.ok(await store.get('r1/front.png'));
    }
  } finally {
    await gcs.close();
  }
});

test('any other setting is an error that names STORE, the value and the forms there are', async () => {
  const wrong = ['', '  ', 's3://bucket', 'https://example.com', 'gs://', 'gs:///a', 'gs://Bucket', 'gs://renders/a b'];
  for (const setting of [...wrong, 'gs://renders/../other', 'gs://renders//a']) {
    const error = await errorOf(openStore(setting));
    assert.ok(String(error).includes(`STORE is "${setting}"`), String(error));
    assert.match(String(error), './renders, or gs://bucket/prefix');
  }
});

test.run();
