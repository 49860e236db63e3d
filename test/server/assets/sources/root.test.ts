import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { requireRoot } from '../../../../server/assets/sources/root.ts';
import { errorOf } from '../../stores/places.ts';

test('folders and buckets may be roots', async () => {
  for (const setting of [import.meta.dirname, 'test', './test/', 'gs://models', 'gs://models/', 'gs://models/a/b'])
    await requireRoot(setting);
});

test('any other setting is an error that names ASSET_ROOT, the value and the forms there are', async () => {
  const wrong = [
    '/nope',
    'package.json',
    's3://bucket',
    'https://example.com/a',
    'gs://',
    'gs:///a',
    'gs://Models',
    ' ',
  ];
  for (const setting of wrong) {
    const error = String(await errorOf(requireRoot(setting)));
    assert.ok(error.includes(`ASSET_ROOT is "${setting}"`), error);
    assert.match(error, '/srv/models, or gs://bucket/prefix');
  }
});

test.run();
