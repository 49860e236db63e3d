import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { openTestService, type TestService, withService } from '../../support/service.ts';
import { model } from '../../support/small.ts';
import { glb, triangle } from '../assets/make-model.ts';

const service = await openTestService({ LINK_KEYS: 'old-key' });
const { preview, id } = await renderOf(service.render(model('mug.glb')), 201);
const path = new URL(preview).pathname;
/** Another service over the same store; what was drawn needs no browser. */
const beside = (settings: Record<string, string>, use: (other: TestService) => Promise<void>) =>
  withService({ STORE: service.store, ...settings }, use, { chrome: false });

/** What a chat reads of a page. */
async function unfurl(url: string): Promise<Record<string, string>> {
  const page = await (await fetch(url)).text();
  const tags = page.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g);
  return Object.fromEntries([...tags].map(([, name = '', content = '']) => [name, content]));
}

test('the page shows the picture, and a chat can unfurl it', async () => {
  const answer = await fetch(preview);
  assert.is(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', 'text/html');
  assert.match(answer.headers.get('content-security-policy') ?? '', "default-src 'none'");
  assert.match(answer.headers.get('x-robots-tag') ?? '', 'noindex');
  const page = await answer.text();
  assert.match(page, 'mug.glb');
  assert.match(page, `src="${new URL(preview).pathname}/main.png"`);

  const tags = await unfurl(preview);
  assert.is(tags['og:url'], preview);
  assert.is(tags['og:image'], `${preview}/main.png`);
  assert.is(tags['og:image:type'], 'image/png');
  assert.equal([tags['og:image:width'], tags['og:image:height']], ['96', '96']);
  assert.ok(tags['og:title']);
  const bytes = await pictureOf(fetch(tags['og:image'] ?? ''), 'image/png', 200);
  assert.equal(bytes, await pictureOf(service.get(`/renders/${id}/main.png`), 'image/png', 200));
});

test('its picture can be taken home under a name of its own', async () => {
  const answer = await fetch(`${preview}/main.png?download`);
  assert.is(answer.headers.get('content-disposition'), 'attachment; filename="mug-main.png"');
  await pictureOf(answer, 'image/png', 200);
  await problemOf(fetch(`${preview}/side.png`), 404, 'frame_not_found');
});

test('a link that was changed in any place is a 403', async () => {
  const token = path.slice('/previews/'.length);
  const [, expires = '', signature = ''] = token.split('.');
  const other = 'b'.repeat(40);
  const forged = [
    'x',
    id,
    `${id}.${expires}`,
    `${id}.${expires}.`,
    `${other}.${expires}.${signature}`,
    `${id}.zzzzzz.${signature}`,
    `${id}.${expires}.${signature.slice(1)}`,
    `${id}.${expires}.${signature}A`,
    token.slice(0, -4),
    `${token}.x`,
    '%ZZ',
    '__proto__',
  ];
  for (const wrong of forged) {
    await problemOf(service.get(`/previews/${wrong}`), 403, 'link_invalid');
    await problemOf(service.get(`/previews/${wrong}/main.png`), 403, 'link_invalid');
  }
});

test('keys are changed without breaking the links that are out', async () => {
  await beside({ LINK_KEYS: 'new-key, old-key' }, async rotated => {
    assert.is((await rotated.get(path)).status, 200);
    const fresh = await renderOf(rotated.get(`/renders/${id}`), 200);
    await problemOf(service.get(new URL(fresh.preview).pathname), 403, 'link_invalid');
    assert.is((await fetch(fresh.preview)).status, 200);
  });
  await beside({ LINK_KEYS: 'new-key' }, async renewed => {
    await problemOf(renewed.get(path), 403, 'link_invalid');
  });
});

test('an expired link is a 410, and so is its picture', async () => {
  await beside({ LINK_TTL: '0.2', LINK_KEYS: 'k' }, async brief => {
    const fresh = await renderOf(brief.get(`/renders/${id}`), 200);
    await sleep(1300);
    assert.match((await problemOf(fetch(fresh.preview), 410, 'link_expired')).detail, 'expired');
    await problemOf(fetch(`${fresh.preview}/main.png`), 410, 'link_expired');
  });
});

test('without LINK_KEYS a folder keeps a key, so links outlive the process', async () => {
  let link = '';
  await beside({}, async first => {
    link = new URL((await renderOf(first.get(`/renders/${id}`), 200)).preview).pathname;
  });
  assert.match(await readFile(join(service.store, '.link-key'), 'utf8'), /^[\w-]{43}$/);
  await beside({}, async second => {
    assert.is((await second.get(link)).status, 200);
    await problemOf(second.get('/renders/.link-key'), 404, 'render_not_found');
  });
});

test('a link takes no key, where the API does', async () => {
  await beside({ API_KEYS: 'secret', LINK_KEYS: 'old-key' }, async guarded => {
    assert.is((await guarded.get(path)).status, 200);
    await pictureOf(guarded.get(`${path}/main.png`), 'image/png', 200);
  });
});

test('a name that is markup stays text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'models-'));
  const name = '"><img src=x onerror=alert(1)>.glb';
  try {
    await writeFile(join(folder, name), glb(triangle()));
    await withService({ ASSET_ROOT: folder }, async other => {
      const { preview } = await renderOf(other.render(model(name)), 201);
      const headers = { 'x-forwarded-host': '"><script>alert(1)</script>' };
      assert.is((await fetch(preview, { headers })).status, 400);
      const page = await (await fetch(preview)).text();
      assert.not.match(page, /<script>alert|<img src=x/);
      assert.match(page, /(&#60;|&lt;)img src=x onerror=alert\(1\)(&#62;|&gt;|>)\.glb/);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('closing leaves no browser', () => service.close());

test.run();
