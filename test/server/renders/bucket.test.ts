import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { makeBlob } from '../../support/fake-gcs/blob.ts';
import { type FakeGcs, start } from '../../support/fake-gcs/start.ts';
import { drawn, openTestService, type TestService, withService } from '../../support/service.ts';
import { cube, model } from '../../support/small.ts';
import { hdr } from '../assets/make-image.ts';
import { glb, gltf, triangle, triangleBytes } from '../assets/make-model.ts';

const gcs = await start();
const settings = {
  STORE: 'gs://renders/kept/here',
  STORAGE_EMULATOR_HOST: gcs.url,
  LINK_KEYS: 'key',
  ASSET_ROOT: 'gs://assets/models',
};
const service = await openTestService(settings);
/** Another instance, which has to draw nothing. */
const beside = (over: Record<string, string>, use: (other: TestService) => Promise<void>) =>
  withService({ ...settings, ...over }, use, { chrome: false });

function put({ objects }: FakeGcs, name: string, bytes: Buffer): void {
  objects.set(`assets/${name}`, makeBlob('assets', name, bytes, {}));
}

test('a render lies in the bucket below its prefix, whole and with its types', async () => {
  const { id, frames } = await renderOf(service.render(cube()), 201);
  const place = `renders/kept/here/renders/${id}`;
  assert.equal([...gcs.objects.keys()].toSorted(), [`${place}/main.png`, `${place}/render.json`]);
  const frame = gcs.objects.get(`${place}/main.png`);
  assert.is(frame?.described.contentType, 'image/png');
  assert.is(gcs.objects.get(`${place}/render.json`)?.described.contentType, 'application/json');
  const bytes = await pictureOf(fetch(frames[0]?.url ?? ''), 'image/png', 200);
  assert.equal(Buffer.from(bytes), frame?.bytes);
  const ready = await service.get('/health/ready');
  assert.match(await ready.text(), '"store":"gs://renders/kept/here"');
});

test('another instance finds it, and serves it, its page and its picture', async () => {
  const first = await renderOf(service.render(cube()), 200);
  await beside({}, async other => {
    const found = await renderOf(other.render(cube()), 200);
    assert.is(found.id, first.id);
    assert.equal(await renderOf(other.get(`/renders/${first.id}`), 200), found);
    await pictureOf(other.get(`/renders/${first.id}/main.png`), 'image/png', 200);
    assert.is((await other.get(new URL(first.preview).pathname)).status, 200);
    assert.is(await drawn(other), 0);
  });
});

test('models come from the bucket, by path and by gs://, with the files beside them', async () => {
  put(gcs, 'models/triangle.glb', glb(triangle()));
  put(gcs, 'models/set/scene.gltf', gltf('../parts/a%20b.bin'));
  put(gcs, 'models/parts/a b.bin', triangleBytes());
  put(gcs, 'elsewhere/triangle.glb', glb(triangle()));
  const first = await renderOf(service.render(model('triangle.glb')), 201);
  assert.is((await renderOf(service.render(model('gs://assets/elsewhere/triangle.glb')), 200)).id, first.id);
  await renderOf(service.render(model('set/scene.gltf')), 201);
});

test('what is not in the bucket, may not be read, or lies beside the root', async () => {
  for (const src of ['none.glb', 'gs://assets/none.glb', 'gs://no-such-bucket/a.glb']) {
    const told = await problemOf(service.render(model(src)), 422, 'asset_not_found');
    assert.match(told.detail, src);
    assert.equal(pointersOf(told), ['/model']);
  }
  await problemOf(service.render(model('../elsewhere/triangle.glb')), 422, 'asset_path_forbidden');
  gcs.faults.add('media', { status: 403 });
  gcs.faults.add('metadata', { status: 403 });
  await problemOf(service.render(model('triangle.glb')), 422, 'asset_forbidden');
  gcs.faults.clear();
  await renderOf(service.render(model('triangle.glb')), 200);
});

test('a bucket that gives and takes no light costs a render two seconds, and no failure', async () => {
  put(gcs, 'models/sky.hdr', hdr(64, 32, { rows: Buffer.alloc(64 * 32 * 4, 129) }));
  const scene = cube('#ffffff', { environment: { src: 'sky.hdr' } });
  await renderOf(service.render({ ...scene, background: '#101010' }), 201);
  gcs.faults.add('any', 'hang', Infinity, 'light%2F');
  // its browser has that light, and whoever starts anew has not
  await withService(settings, async other => {
    const { timings } = await renderOf(other.render({ ...scene, background: '#202020' }), 201);
    // making it anew takes a CPU seconds
    const rest = (timings['total'] ?? Infinity) - (timings['light'] ?? 0);
    assert.ok(rest < 8000, JSON.stringify(timings));
    assert.is(await other.metric('darkroom_light_failures_total{operation="get"}'), 1);
    gcs.faults.clear();
  });
});

test('FRAME_URLS=signed: frames come straight from the bucket, all else from the service', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'credentials-'));
  const file = join(folder, 'key.json');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const account = {
    type: 'service_account',
    project_id: 'example',
    client_email: 'darkroom@example.iam.gserviceaccount.com',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
  const name = 'GOOGLE_APPLICATION_CREDENTIALS';
  const before = process.env[name];
  try {
    await writeFile(file, JSON.stringify(account));
    process.env[name] = file;
    await beside({ FRAME_URLS: 'signed' }, async other => {
      const { id, frames, preview } = await renderOf(other.render(cube()), 200);
      const url = new URL(frames[0]?.url ?? '');
      assert.is(url.pathname, `/renders/kept/here/renders/${id}/main.png`);
      assert.is(url.searchParams.get('X-Goog-Algorithm'), 'GOOG4-RSA-SHA256');
      assert.ok(Number(url.searchParams.get('X-Goog-Expires')) > 6 * 24 * 3600);
      const direct = await pictureOf(fetch(url), 'image/png', 200);
      assert.equal(await pictureOf(other.get(`/renders/${id}/main.png`), 'image/png', 200), direct);
      assert.ok(preview.startsWith(other.url));
    });
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
    await rm(folder, { recursive: true });
  }
});

test('closing leaves no browser', async () => {
  await service.close();
  await gcs.close();
});

test.run();
