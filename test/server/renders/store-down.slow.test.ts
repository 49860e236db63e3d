import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { drawn, openTestService, withService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const settings = { LINK_KEYS: 'key' };

test('a folder that cannot be written to: 503, not ready, and good again when the folder is', async () => {
  const place = await mkdtemp(join(tmpdir(), 'place-'));
  const folder = join(place, 'renders');
  await writeFile(folder, 'a file where the folder should be');
  try {
    await withService({ ...settings, STORE: folder }, async service => {
      const refused = await service.render(cube());
      assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
      const told = await problemOf(refused, 503, 'store_unavailable');
      assert.match(told.detail, folder);
      await service.until('idle', 1);
      await problemOf(service.get('/health/ready'), 503, 'store_unavailable');
      assert.is((await service.get('/health/live')).status, 200);

      await rm(folder);
      await renderOf(service.render(cube()), 201);
      await renderOf(service.render(cube()), 200);
    });
  } finally {
    await rm(place, { recursive: true });
  }
});

test('a folder that is closed to the service says so', async () => {
  // Nobody, not even root, makes folders there.
  await withService({ ...settings, STORE: '/sys/renders' }, async service => {
    assert.match((await problemOf(service.render(cube()), 503, 'store_unavailable')).detail, '/sys/renders');
  });
});

test('a bucket that refuses, before or after the drawing, or is gone: 503 in ten seconds, and good again with it', async () => {
  const gcs = await start();
  const bucket = { ...settings, STORE: 'gs://renders', STORAGE_EMULATOR_HOST: gcs.url };
  try {
    await withService(bucket, async service => {
      gcs.faults.add('any', { status: 403 }, Infinity);
      const told = await problemOf(service.render(cube()), 503, 'store_unavailable');
      assert.match(told.detail, /gs:\/\/renders.*roles\/storage\.objectUser/);
      await problemOf(service.get(`/renders/${'a'.repeat(40)}/main.png`), 503, 'store_unavailable');
      await problemOf(service.get('/health/ready'), 503, 'store_unavailable');
      assert.is(await drawn(service), 0);

      gcs.faults.clear();
      gcs.faults.add('upload', { status: 403 }, Infinity);
      await problemOf(service.render(cube()), 503, 'store_unavailable');
      assert.equal([...gcs.objects.keys()], []);
      gcs.faults.clear();
      await renderOf(service.render(cube()), 201);

      gcs.faults.add('any', 'resetBefore', Infinity);
      const started = performance.now();
      const gone = await problemOf(service.render(cube()), 503, 'store_unavailable');
      assert.match(gone.detail, /gs:\/\/renders cannot be reached: try again/);
      const took = performance.now() - started;
      assert.ok(took < 14_000, `${took} ms`);
      gcs.faults.clear();
      gcs.faults.add('any', { status: 503 }, 2);
      gcs.faults.add('any', 'resetAfter', 2);
      await renderOf(service.render(cube('#123456')), 201);
    });
  } finally {
    await gcs.close();
  }
});

test('a render that was kept by halves is made whole, and its answer is what is stored', async () => {
  const service = await openTestService(settings);
  try {
    const views = { a: {}, b: { orbit: [90, 0] } } as const;
    const { camera: _, ...scene } = cube();
    const { id } = await renderOf(service.render({ ...scene, views }), 201);
    const folder = join(service.store, 'renders', id);
    assert.equal((await readdir(folder)).toSorted(), ['a.png', 'b.png', 'render.json']);
    // as if the process had ended after the first frame, which another renderer had drawn
    const elsewhere = await readFile(join(folder, 'b.png'));
    await rm(join(folder, 'render.json'));
    await rename(join(folder, 'b.png'), join(folder, 'a.png'));
    await problemOf(service.get(`/renders/${id}`), 404, 'render_not_found');

    const again = await service.render({ ...scene, views }, { accept: 'image/*' });
    assert.equal(Buffer.from(await pictureOf(again, 'image/png', 201)), elsewhere);
    const { frames } = await renderOf(service.get(`/renders/${id}`), 200);
    for (const { url, bytes } of frames)
      assert.is((await pictureOf(fetch(url), 'image/png', 200)).byteLength, bytes, url);
    assert.is(frames[0]?.bytes, elsewhere.byteLength);
  } finally {
    await service.close();
  }
});

test.run();
