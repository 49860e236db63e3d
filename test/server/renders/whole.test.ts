import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listen } from '../../../server/listen.ts';
import type { SceneInput } from '../../../scenes/scene.ts';
import { pictureOf, problemOf, type Render, renderOf } from '../../support/answers.ts';
import { type FakeGcs, start } from '../../support/fake-gcs/start.ts';
import { makeBlob } from '../../support/fake-gcs/blob.ts';
import { cube } from '../../support/small.ts';
import { greyRenderer, openApp } from '../site/app.ts';
import { inFolder } from '../stores/places.ts';

/** A store as whoever runs it sees it: names below `renders/`. */
interface Place {
  setting: string;
  emulatorHost?: string;
  names(): Promise<string[]>;
  take(name: string): Promise<void>;
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
}

/** An instance of the service over a place, whose pictures are grey. */
interface Instance {
  post(scene: SceneInput, accept?: string, signal?: AbortSignal): Promise<Response>;
  get(path: string): Promise<Response>;
  /** Scenes that it drew. */
  drawn(): number;
}

const places: Record<string, (use: (place: Place, gcs?: FakeGcs) => Promise<void>) => Promise<void>> = {
  folder: use =>
    inFolder(setting => {
      const at = (name: string) => join(setting, 'renders', name);
      return use({
        setting,
        names: async () => (await readdir(at(''), { recursive: true })).filter(name => name.includes('/')).toSorted(),
        take: name => rm(at(name)),
        read: name => readFile(at(name), 'utf8'),
        write: (name, text) => writeFile(at(name), text),
      });
    }),
  async bucket(use) {
    const gcs = await start();
    const at = (name: string) => `renders/renders/${name}`;
    try {
      await use(
        {
          setting: 'gs://renders',
          emulatorHost: gcs.url,
          names: async () => [...gcs.objects.keys()].map(key => key.slice(at('').length)).toSorted(),
          take: async name => void gcs.objects.delete(at(name)),
          read: async name => String(gcs.objects.get(at(name))?.bytes),
          write: async (name, text) => {
            const type = 'application/json';
            gcs.objects.set(at(name), makeBlob('renders', `renders/${name}`, Buffer.from(text), { contentType: type }));
          },
        },
        gcs,
      );
    } finally {
      await gcs.close();
    }
  },
};

async function withInstance({ setting, emulatorHost }: Place, use: (instance: Instance) => Promise<void>) {
  let drawn = 0;
  const grey = greyRenderer();
  const renderer = {
    ...grey,
    render: (...asked: Parameters<typeof grey.render>) => {
      drawn++;
      return grey.render(...asked);
    },
  };
  const app = await openApp(setting, {}, { renderer, ...(emulatorHost && { emulatorHost }) });
  const server = await listen(app, '127.0.0.1', 0);
  try {
    await use({
      post: (scene, accept = 'application/json', signal) =>
        fetch(`${server.url}/renders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept },
          body: JSON.stringify(scene),
          ...(signal && { signal }),
        }),
      get: path => fetch(server.url + path),
      drawn: () => drawn,
    });
  } finally {
    await server.close();
  }
}

function scene(views = ['a', 'b']): SceneInput {
  const { camera: _, ...rest } = cube();
  return { ...rest, views: Object.fromEntries(views.map(name => [name, { orbit: [0, 0] as [number, number] }])) };
}

async function allServed({ frames }: Render): Promise<void> {
  for (const { url, bytes } of frames)
    assert.is((await pictureOf(fetch(url), 'image/png', 200)).byteLength, bytes, url);
}

for (const [kind, inPlace] of Object.entries(places)) {
  test(`${kind}: a render without one of its frames is none, and is drawn again under its name`, () =>
    inPlace(place =>
      withInstance(place, async instance => {
        const first = await renderOf(instance.post(scene()), 201);
        const whole = await place.names();
        await place.take(`${first.id}/b.png`);
        await problemOf(instance.get(`/renders/${first.id}`), 404, 'render_not_found');
        const again = await renderOf(instance.post(scene()), 201);
        assert.is(again.id, first.id);
        assert.equal(await place.names(), whole);
        await allServed(again);
        await renderOf(instance.post(scene()), 200);
        assert.is(instance.drawn(), 2);

        // who is told that it is there, and then finds nothing, is told right the next time
        await place.take(`${first.id}/a.png`);
        if ((await instance.post(scene(), 'image/*')).status !== 201) await instance.post(scene());
        await pictureOf(instance.get(`/renders/${first.id}/a.png`), 'image/png', 200);
      }),
    ));

  test(`${kind}: a record that was cut, or is of something else, is drawn anew and replaced`, () =>
    inPlace(async place => {
      for (const spoil of [
        (text: string) => text.slice(0, text.length >> 1),
        () => '',
        () => '{"state":"done"}',
        // of frames that others drew and that are gone
        (text: string) => text.replaceAll(/"bytes":\d+/g, '"bytes":1'),
      ]) {
        let name = '';
        await withInstance(place, async instance => {
          const { id } = await renderOf(instance.post(scene()));
          name = `${id}/render.json`;
          await place.write(name, spoil(await place.read(name)));
          if (spoil.length > 0) await place.take(`${id}/a.png`);
        });
        await withInstance(place, async instance => {
          await allServed(await renderOf(instance.post(scene()), 201));
          await renderOf(instance.post(scene()), 200);
          await renderOf(instance.get(`/renders/${name.split('/')[0]}`), 200);
        });
        await withInstance(place, async other => void (await renderOf(other.post(scene()), 200)));
      }
    }));
}

test('a frame of which the bucket says that it is there, and is not, is put there', () =>
  inBucket(async (place, gcs) =>
    withInstance(place, async instance => {
      // at once, and after an attempt that might have put it there
      for (const [view, statuses] of Object.entries({ a: [412], b: [503, 412] })) {
        for (const status of statuses) gcs.faults.add('upload', { status });
        await allServed(await renderOf(instance.post(scene([view])), 201));
        assert.is(gcs.faults.left, 0);
      }
      assert.is((await place.names()).length, 4);
    }),
  ));

test('what a stored render asks of a bucket: its record, and of each frame whether it is there; many are listed', () =>
  inBucket(async (place, gcs) => {
    const many = Array.from({ length: 30 }, (_, at) => `v${at}`);
    const asked = new Map([
      [scene(['a']), ['media', 'metadata']],
      [scene(many), ['media', 'list']],
    ]);
    await withInstance(place, async instance => {
      for (const one of asked.keys()) await renderOf(instance.post(one), 201);
      for (const [one, operations] of asked) {
        gcs.requests.length = 0;
        await renderOf(instance.post(one), 200);
        await renderOf(instance.post(one), 200);
        assert.equal(
          gcs.requests.map(({ operation }) => operation),
          operations,
        );
      }
    });
  }));

test('who leaves takes with him what is asked of a bucket for him', () =>
  inBucket(async (place, gcs) =>
    withInstance(place, async instance => {
      for (const operation of ['media', 'upload'] as const) {
        gcs.faults.clear();
        gcs.faults.add(operation, { status: 503 }, Infinity);
        const gone = new AbortController();
        const left = instance.post(scene(), 'image/*', gone.signal).catch((error: unknown) => error);
        setTimeout(() => gone.abort(new Error('gone')), 300);
        await left;
        await sleep(100);
        const before = gcs.requests.length;
        await sleep(1000);
        assert.is(gcs.requests.length, before, operation);
      }
    }),
  ));

test.run();

function inBucket(use: (place: Place, gcs: FakeGcs) => Promise<void>): Promise<void> {
  return places['bucket']?.((place, gcs) => use(place, gcs as FakeGcs)) ?? Promise.reject(new Error('no bucket'));
}
