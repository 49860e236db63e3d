import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { previewPage } from '../../../server/site/preview.ts';
import type { RenderRecord } from '../../../server/renders/record.ts';

const url = 'https://darkroom.example/previews/token';
const frame = { name: 'main.png', type: 'image/png', width: 1024, height: 768, bytes: 345_678 };
const record: RenderRecord = {
  id: 'd0d2c2024a7837161192e7795bf2cfaddec32569',
  state: 'done',
  created: '2026-01-31T23:59:00.000Z',
  frames: [frame],
  timings: { raster: 300, total: 412.4 },
  renderer: { version: 'v1', adapter: 'nvidia lovelace' },
  warnings: [],
  title: 'chair.glb',
};

test('chats are told the picture by an absolute address, with its size and what it shows', () => {
  const page = previewPage(record, url);
  const tags = Object.fromEntries(
    [...page.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  );
  assert.is(tags['og:image'], `${url}/main.png`);
  assert.is(tags['twitter:image'], `${url}/main.png`);
  assert.is(tags['twitter:card'], 'summary_large_image');
  assert.is(tags['og:url'], url);
  assert.is(tags['og:image:type'], 'image/png');
  assert.is(tags['og:image:width'], '1024');
  assert.is(tags['og:image:height'], '768');
  assert.is(tags['og:image:alt'], 'Picture of chair.glb');
  assert.is(tags['og:description'], '1024 × 768 picture, rendered 31 January 2026');
});

test('it tells what a designer asks, and gives the download', () => {
  const page = previewPage(record, url);
  for (const told of ['1024 × 768 · PNG · 346 kB', '31 January 2026', '0.41 s', 'v1 on nvidia lovelace'])
    assert.ok(page.includes(told), told);
  assert.ok(page.includes('href="/previews/token/main.png?download" download'));
});

test('a picture that is clear can be looked at on other grounds; one that is not stands on a plain one', () => {
  const pageOf = (...frames: (typeof frame & { alpha?: boolean })[]) => previewPage({ ...record, frames }, url);
  const clear = pageOf({ ...frame, alpha: true });
  assert.ok(clear.includes('name="backdrop"') && clear.includes('class="canvas clear"'));
  const opaque = pageOf({ ...frame, alpha: false });
  assert.ok(!opaque.includes('name="backdrop"') && opaque.includes('class="canvas"'));
  const both = pageOf({ ...frame, alpha: true }, { ...frame, name: 'top.png', alpha: false });
  assert.ok(
    both.includes('name="backdrop"') && both.includes('class="canvas clear"') && both.includes('class="canvas"'),
  );
  // of records from before it was noted, the format tells
  assert.ok(pageOf(frame).includes('name="backdrop"'));
  assert.not(pageOf({ ...frame, name: 'main.jpg', type: 'image/jpeg' }).includes('name="backdrop"'));
});

test('each view has its picture, its name and its download', () => {
  const frames = ['front', 'top'].map(view => ({ ...frame, name: `${view}.png` }));
  const page = previewPage({ ...record, frames }, url);
  for (const view of ['front', 'top']) {
    assert.ok(page.includes(`alt="chair.glb, ${view}"`));
    assert.ok(page.includes(`/previews/token/${view}.png?download`));
  }
  assert.ok(page.includes('2 pictures, rendered'));
});

test('a title cannot break out of the page', () => {
  const page = previewPage({ ...record, title: `"><script>alert(1)</script>` }, url);
  assert.not(page.includes('<script>'));
  assert.ok(page.includes('&#34;&#62;&#60;script&#62;'));
});

test.run();
