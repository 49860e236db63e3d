import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Store } from '../../../server/stores/store.ts';
import { errorOf, frame, places } from './places.ts';

const record = { bytes: Buffer.from('{"state":"done"}'), type: 'application/json' };

const behaviour: Record<string, (store: Store) => Promise<void>> = {
  'gives back bytes and type as they were put': async store => {
    assert.is(await store.put('r1/front.png', frame(100_000)), true);
    assert.is(await store.put('r1/render.json', record), true);
    assert.equal(plain(await store.get('r1/front.png')), plain(frame(100_000)));
    assert.equal(plain(await store.get('r1/render.json')), plain(record));
  },

  'keeps an empty object': async store => {
    assert.is(await store.put('r1/front.png', frame(0)), true);
    assert.equal(plain(await store.get('r1/front.png')), plain(frame(0)));
  },

  'knows every type of frame': async store => {
    const types = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', avif: 'image/avif', mp4: 'video/mp4' };
    for (const [extension, type] of Object.entries(types)) {
      await store.put(`r1/front.${extension}`, { bytes: Buffer.from(type), type });
      assert.is((await store.get(`r1/front.${extension}`))?.type, type);
    }
  },

  'has nothing that was not put': async store => {
    assert.is(await store.get('r1/front.png'), undefined);
    await store.put('r1/front.png', frame(10));
    assert.is(await store.get('r1/back.png'), undefined);
    assert.is(await store.get('r1'), undefined);
  },

  'keeps the first of two, whether or not the bytes are the same': async store => {
    await store.put('r1/front.png', frame(1000, 1));
    assert.is(await store.put('r1/front.png', frame(1000, 1)), false);
    assert.is(await store.put('r1/front.png', frame(2000, 2)), false);
    assert.equal(plain(await store.get('r1/front.png')), plain(frame(1000, 1)));
  },

  'lets one of twenty at once win, and keeps that one': async store => {
    const puts = Array.from({ length: 20 }, (_, index) => store.put('r1/front.png', frame(50_000, index + 1)));
    const won = await Promise.all(puts);
    assert.is(won.filter(Boolean).length, 1);
    const kept = frame(50_000, won.indexOf(true) + 1);
    assert.equal(plain(await store.get('r1/front.png')), plain(kept));
  },

  'never shows half an object': async store => {
    const size = 4_000_000;
    const done = store.put('r1/front.png', frame(size)).then(() => true);
    let looks = 0;
    while (!(await Promise.race([done, sleep(1)]))) {
      const seen = await store.get('r1/front.png');
      assert.ok(seen === undefined || seen.bytes.length === size, `saw ${seen?.bytes.length} bytes`);
      looks++;
    }
    assert.ok(looks > 0, 'looked while it was being written');
    assert.is((await store.get('r1/front.png'))?.bytes.length, size);
  },

  'replaces what is no good, and puts what is not there': async store => {
    await store.put('r1/front.png', frame(10, 1));
    await store.replace('r1/front.png', frame(20, 2));
    assert.equal(plain(await store.get('r1/front.png')), plain(frame(20, 2)));
    await store.replace('r2/back.png', frame(30, 3));
    assert.equal(plain(await store.get('r2/back.png')), plain(frame(30, 3)));
    assert.is(await store.put('r2/back.png', frame(10)), false);
  },

  'knows whether all of a folder are there, few or many': async store => {
    const names = Array.from({ length: 30 }, (_, at) => `${at}.png`);
    for (const name of names) await store.put(`r1/${name}`, frame(1));
    for (const some of [names, names.slice(0, 3), []]) assert.is(await store.has('r1', some), true);
    assert.is(await store.has('r1', [...names, 'none.png']), false);
    for (const none of ['none.png', '../r1/0.png', '', 'frame'])
      assert.is(await store.has('r1', ['0.png', none]), false);
    assert.is(await store.has('r2', ['0.png']), false);
    assert.is(await store.has('..', ['0.png']), false);
  },

  'gives up at once for who has gone': async store => {
    const reason = new Error('gone');
    const gone = AbortSignal.abort(reason);
    await store.put('r1/front.png', frame(10));
    for (const work of [
      store.put('r1/back.png', frame(10), gone),
      store.replace('r1/front.png', frame(20), gone),
      store.get('r1/front.png', gone),
      store.has('r1', ['front.png'], gone),
    ])
      assert.is(await errorOf(work), reason);
    assert.equal(plain(await store.get('r1/front.png')), plain(frame(10)));
    assert.is(await store.get('r1/back.png'), undefined);
  },

  'checks out, over and over, and leaves nothing that a key finds': async store => {
    await store.check();
    await store.check();
    assert.is(await store.put('r1/front.png', frame(10)), true);
  },

  'finds nothing under keys that are none': async store => {
    await store.put('r1/front.png', frame(10));
    const none = ['', '/', '.', '..', '../r1/front.png', 'r1/../r1/front.png', 'r1//front.png', '/r1/front.png'];
    none.push('r1/front.png/', 'r1\\front.png', 'r1/fr%6fnt.png', 'r1/front.png\0', 'r1/frönt.png', 'a'.repeat(5000));
    for (const key of none) {
      assert.is(await store.get(key), undefined, `get ${key}`);
      assert.instance(await errorOf(store.put(key, frame(10))), TypeError);
    }
    assert.ok(await store.get('r1/front.png'));
  },

  'refuses a type that the key does not tell': async store => {
    assert.instance(await errorOf(store.put('r1/front.png', record)), TypeError);
    assert.instance(await errorOf(store.put('r1/front', frame(10))), TypeError);
    assert.is(await store.get('r1/front.png'), undefined);
  },
};

for (const [place, open] of Object.entries(places)) {
  for (const [does, check] of Object.entries(behaviour)) test(`${place} ${does}`, () => open(check));
}

test.run();

function plain(object: { bytes: Uint8Array; type: string } | undefined) {
  return (
    object && { type: object.type, size: object.bytes.length, bytes: Buffer.from(object.bytes).toString('base64') }
  );
}

function sleep(ms: number): Promise<false> {
  return new Promise(resolve => setTimeout(resolve, ms, false));
}
