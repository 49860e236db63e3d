import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freshnessOf } from '../../../../server/assets/net/freshness.ts';
import { glb, triangle } from '../make-model.ts';
import { resolveOne, withAssets } from '../refused.ts';
import { serve } from '../serve.ts';

const model = glb(triangle());
const other = Buffer.from(model.toString('latin1').replace('"2.0"', '"2.1"'), 'latin1');

interface Host {
  src: string;
  /** What it has there. */
  file: { bytes: Buffer; headers: OutgoingHttpHeaders };
  /** What it answered, in order. */
  answers: number[];
  /** Fetches the file as a new request does. */
  fetched(): Promise<Uint8Array>;
}

/** A host that answers 304 to who has its file already, by the tag or the time. */
async function withHost(headers: OutgoingHttpHeaders, use: (host: Host) => Promise<void>): Promise<void> {
  const file = { bytes: model, headers };
  const answers: number[] = [];
  const isKnown = ({ headers: asked }: IncomingMessage) =>
    (asked['if-none-match'] !== undefined && asked['if-none-match'] === file.headers['etag']) ||
    (asked['if-modified-since'] !== undefined && asked['if-modified-since'] === file.headers['last-modified']);
  const { url, port, close } = await serve((request, response) => {
    if (request.url === '/moved.glb')
      return response.writeHead(302, { location: '/chair.glb', 'cache-control': 'max-age=60' }).end();
    const status = isKnown(request) ? 304 : 200;
    answers.push(status);
    response.writeHead(status, file.headers);
    return response.end(status === 200 ? file.bytes : undefined);
  });
  try {
    await withAssets({ hosts: `127.0.0.1:${port}` }, async assets => {
      const host: Host = {
        src: `${url}/chair.glb`,
        file,
        answers,
        fetched: async () => (await resolveOne(host.src, assets)).bytes,
      };
      await use(host);
    });
  } finally {
    await close();
  }
}

test('a file with a tag is asked for by it, and comes again where it is another', () =>
  withHost({ etag: '"a"' }, async ({ file, answers, fetched }) => {
    const first = await fetched();
    assert.is(await fetched(), first);
    file.bytes = other;
    file.headers = { etag: '"b"' };
    assert.ok(other.equals(await fetched()));
    assert.ok(other.equals(await fetched()));
    assert.equal(answers, [200, 304, 200, 304]);
  }));

test('a file with a time alone is asked for by it, where it has rested', () =>
  withHost({ 'last-modified': new Date(Date.now() - 3600_000).toUTCString() }, async ({ file, answers, fetched }) => {
    await fetched();
    await fetched();
    file.bytes = other;
    file.headers = { 'last-modified': new Date().toUTCString() };
    for (let time = 0; time < 2; time++) assert.ok(other.equals(await fetched()));
    assert.equal(answers, [200, 304, 200, 200]);
  }));

test('a file whose host calls it fresh is not asked for', () =>
  withHost({ 'cache-control': 'public, max-age=60' }, async ({ answers, fetched }) => {
    const first = await fetched();
    assert.is(await fetched(), first);
    assert.equal(answers, [200]);
  }));

test('what a host says with a 304 counts from then on', () =>
  withHost({ etag: '"a"', 'cache-control': 'no-cache' }, async ({ file, answers, fetched }) => {
    await fetched();
    await fetched();
    file.headers = { etag: '"a"', 'cache-control': 'max-age=60' };
    await fetched();
    await fetched();
    assert.equal(answers, [200, 304, 304]);
  }));

test('a file that may not be kept, or has nothing to be asked by, comes whole each time', async () => {
  for (const headers of [
    { etag: '"a"', 'cache-control': 'no-store' },
    { etag: '"a"', 'cache-control': 'private, max-age=60' },
    { etag: '"a"', vary: '*' },
    {},
  ])
    await withHost(headers, async ({ file, answers, fetched }) => {
      await fetched();
      file.bytes = other;
      assert.ok(other.equals(await fetched()));
      assert.equal(answers, [200, 200]);
    });
});

test('who leads to a file is asked each time', () =>
  withHost({ etag: '"a"', 'cache-control': 'max-age=60' }, async host => {
    host.src = host.src.replace('chair', 'moved');
    const first = await host.fetched();
    assert.is(await host.fetched(), first);
    assert.equal(host.answers, [200, 304]);
  }));

const date = 'Mon, 01 Jun 2026 12:00:00 GMT';
const rows: [headers: IncomingHttpHeaders, fresh: number | undefined][] = [
  [{ 'cache-control': 'max-age=30' }, 30_000],
  [{ 'cache-control': 'max-age=30', age: '20' }, 10_000],
  [{ 'cache-control': 'max-age=31536000, immutable' }, 60_000],
  [{ 'cache-control': 's-maxage=5, max-age=30' }, 5000],
  [{ 'cache-control': 'Max-Age="30"' }, 30_000],
  [{ 'cache-control': 'max-age=30, no-cache' }, undefined],
  [{ 'cache-control': 'max-age=ever' }, undefined],
  [{ date, expires: 'Mon, 01 Jun 2026 12:00:07 GMT' }, 7000],
  [{ date, expires: '0' }, undefined],
  [{ date, 'last-modified': 'Mon, 01 Jan 2024 12:00:00 GMT' }, 0],
  [{ date, 'last-modified': 'Mon, 01 Jun 2026 11:59:59 GMT', etag: '"a"' }, undefined],
  [{ etag: 'W/"a"' }, 0],
  [{ etag: '"a"', 'cache-control': 'private' }, undefined],
];

test('how long an answer is fresh', () => {
  for (const [headers, fresh] of rows) assert.is(freshnessOf(headers)?.fresh, fresh, JSON.stringify(headers));
});

test.run();
