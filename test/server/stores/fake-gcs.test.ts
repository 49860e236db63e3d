import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeGcs } from '../../support/fake-gcs/start.ts';
import { start } from '../../support/fake-gcs/start.ts';

// The double answers as the JSON API's documentation says, so that what passes against it passes there.

test('a multipart upload keeps resource and bytes, boundary-like bytes included', () =>
  inFake(async gcs => {
    const bytes = 'line\r\n--x\r\n\r\nmore';
    const body = `--b1\r\nContent-Type: application/json\r\n\r\n{"cacheControl":"no-store"}\r\n--b1\r\nContent-Type: text/plain\r\n\r\n${bytes}\r\n--b1--`;
    const headers = { 'content-type': 'multipart/related; boundary=b1' };
    const answer = await fetch(`${uploadUrl(gcs)}?uploadType=multipart&name=a/b.txt`, {
      method: 'POST',
      headers,
      body,
    });
    assert.is(answer.status, 200);
    const resource = await objectOf(answer);
    assert.is(resource.contentType, 'text/plain');
    assert.is(resource.cacheControl, 'no-store');
    assert.is(resource.size, String(bytes.length));
    assert.is(resource.md5Hash, createHash('md5').update(bytes).digest('base64'));
    assert.is(await (await fetch(mediaUrl(gcs, 'a/b.txt'))).text(), bytes);
  }));

test('a resumable upload tells by 308 and Range how far it is, takes it up there, and ends once', () =>
  inFake(async gcs => {
    const open = await fetch(`${uploadUrl(gcs)}?uploadType=resumable&name=a.bin`, { method: 'POST', body: '{}' });
    const session = open.headers.get('location') ?? '';
    const send = (range: string, body = '') =>
      fetch(session, { method: 'PUT', headers: { 'content-range': range }, body, redirect: 'manual' });

    const none = await send('bytes */*');
    assert.is(none.status, 308);
    assert.is(none.headers.get('range'), null);
    const some = await send('bytes 0-3/10', 'abcd');
    assert.is(some.status, 308);
    assert.is(some.headers.get('range'), 'bytes=0-3');
    assert.is((await send('bytes */10')).headers.get('range'), 'bytes=0-3');
    assert.is(gcs.objects.size, 0, 'nothing is seen of it yet');
    const last = await send('bytes 4-9/10', 'efghij');
    assert.is(last.status, 200);
    assert.is((await objectOf(last)).size, '10');
    assert.is((await send('bytes */10')).status, 200, 'the end is told again');
    assert.is(await (await fetch(mediaUrl(gcs, 'a.bin'))).text(), 'abcdefghij');
  }));

test('preconditions are checked when a session opens and when it ends', () =>
  inFake(async gcs => {
    const url = `${uploadUrl(gcs)}?uploadType=resumable&name=a.bin&ifGenerationMatch=0`;
    const first = (await fetch(url, { method: 'POST' })).headers.get('location') ?? '';
    const second = (await fetch(url, { method: 'POST' })).headers.get('location') ?? '';
    assert.is((await fetch(first, { method: 'PUT', body: 'one' })).status, 200);
    assert.is((await fetch(second, { method: 'PUT', body: 'two' })).status, 412);
    const late = await fetch(url, { method: 'POST' });
    assert.is(late.status, 412);
    assert.match(await late.text(), 'conditionNotMet');
  }));

test('media comes whole or in ranges, with its hashes', () =>
  inFake(async gcs => {
    await put(gcs, 'a.bin', '0123456789');
    const whole = await fetch(mediaUrl(gcs, 'a.bin'));
    assert.match(whole.headers.get('x-goog-hash') ?? '', /^crc32c=KAwGng==, md5=/);
    assert.is(whole.headers.get('x-goog-stored-content-encoding'), 'identity');
    const ranges = { 'bytes=2-4': '234', 'bytes=7-': '789', 'bytes=-2': '89', 'bytes=8-99': '89' };
    for (const [range, text] of Object.entries(ranges)) {
      const part = await fetch(mediaUrl(gcs, 'a.bin'), { headers: { range } });
      assert.is(part.status, 206);
      assert.is(await part.text(), text);
      assert.match(part.headers.get('content-range') ?? '', /^bytes \d-\d\/10$/);
    }
    assert.is((await fetch(mediaUrl(gcs, 'a.bin'), { headers: { range: 'bytes=10-' } })).status, 416);
  }));

test('lists by prefix, folds at the delimiter, and pages', () =>
  inFake(async gcs => {
    for (const name of ['r1/a', 'r1/b/c', 'r1/b/d', 'r1/e', 'r2/a']) await put(gcs, name, name);
    const list = async (query: string) =>
      objectOf(await fetch(`${gcs.url}/storage/v1/b/renders/o?prefix=r1/&${query}`));
    assert.equal(namesOf(await list('')), ['r1/a', 'r1/b/c', 'r1/b/d', 'r1/e']);
    const folded = await list('delimiter=/');
    assert.equal([namesOf(folded), folded.prefixes], [['r1/a', 'r1/e'], ['r1/b/']]);
    const page = await list('maxResults=3');
    assert.equal(namesOf(page), ['r1/a', 'r1/b/c', 'r1/b/d']);
    assert.equal(namesOf(await list(`pageToken=${String(page.nextPageToken)}`)), ['r1/e']);
  }));

test('bytes that do not fit the checksum sent with them are refused and not kept', () =>
  inFake(async gcs => {
    const body =
      '--b\r\nContent-Type: application/json\r\n\r\n{"crc32c":"AAAAAA=="}\r\n--b\r\n\r\n\r\n\r\nabc\r\n--b--';
    const headers = { 'content-type': 'multipart/related; boundary=b' };
    const answer = await fetch(`${uploadUrl(gcs)}?uploadType=multipart&name=a`, { method: 'POST', headers, body });
    assert.is(answer.status, 400);
    assert.is(gcs.objects.size, 0);
  }));

test('what is not there is 404, and so is what was deleted', () =>
  inFake(async gcs => {
    await put(gcs, 'a', 'a');
    const url = `${gcs.url}/storage/v1/b/renders/o/a`;
    assert.is((await fetch(`${url}?ifGenerationMatch=1`, { method: 'DELETE' })).status, 412);
    assert.is((await fetch(url, { method: 'DELETE' })).status, 204);
    for (const method of ['GET', 'DELETE']) assert.is((await fetch(url, { method })).status, 404);
    assert.is((await fetch(`${gcs.url}/storage/v1/b/other/o/a`)).status, 404);
    assert.is((await fetch(`${gcs.url}/anything`)).status, 404);
  }));

test('faults meet the requests they are meant for, as often as told', () =>
  inFake(async gcs => {
    gcs.faults.add('media', { status: 503 }, 2);
    await put(gcs, 'a', 'a');
    const statuses: number[] = [];
    for (let times = 0; times < 3; times++) statuses.push((await fetch(mediaUrl(gcs, 'a'))).status);
    assert.equal(statuses, [503, 503, 200]);
    gcs.faults.add('upload', 'resetAfter');
    assert.ok(await put(gcs, 'b', 'b').catch(() => 'reset'));
    assert.ok(gcs.objects.has('renders/b'));
    gcs.faults.add('upload', 'resetBefore');
    assert.is(await put(gcs, 'c', 'c').catch(() => 'reset'), 'reset');
    assert.not(gcs.objects.has('renders/c'));
    assert.equal(
      gcs.requests.map(({ operation }) => operation),
      ['upload', 'media', 'media', 'media', 'upload', 'upload'],
    );
  }));

test.run();

async function inFake(use: (gcs: FakeGcs) => Promise<void>): Promise<void> {
  const gcs = await start();
  try {
    await use(gcs);
  } finally {
    await gcs.close();
  }
}

function uploadUrl(gcs: FakeGcs): string {
  return `${gcs.url}/upload/storage/v1/b/renders/o`;
}

function mediaUrl(gcs: FakeGcs, name: string): string {
  return `${gcs.url}/storage/v1/b/renders/o/${encodeURIComponent(name)}?alt=media`;
}

async function put(gcs: FakeGcs, name: string, body: string): Promise<Response> {
  return fetch(`${uploadUrl(gcs)}?uploadType=media&name=${encodeURIComponent(name)}`, { method: 'POST', body });
}

async function objectOf(answer: Response): Promise<Record<string, unknown>> {
  const value: unknown = await answer.json();
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

function namesOf({ items }: Record<string, unknown>): unknown[] {
  return Array.isArray(items) ? items.map(item => item.name) : [];
}
