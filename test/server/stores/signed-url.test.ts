import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Problem } from '../../../server/problems/problem.ts';
import { openBucket } from '../../../server/stores/bucket.ts';
import { makeClient } from '../../../server/stores/client.ts';
import type { Store } from '../../../server/stores/store.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { errorOf, frame, inFolder } from './places.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const VARIABLE = 'GOOGLE_APPLICATION_CREDENTIALS';
const account = 'darkroom@example.iam.gserviceaccount.com';

test('a signed URL is V4, expires when asked to, is signed with the key, and gives the frame', () =>
  inSigningBucket(pem(), async store => {
    await store.put('r1/front.png', frame(1000));
    const url = new URL(await sign(store, 'r1/front.png', 3600));

    assert.is(url.pathname, '/renders/kept/r1/front.png');
    assert.is(url.searchParams.get('X-Goog-Algorithm'), 'GOOG4-RSA-SHA256');
    assert.match(url.searchParams.get('X-Goog-Credential') ?? '', `${account}/`);
    assert.match(url.searchParams.get('X-Goog-Date') ?? '', /^\d{8}T\d{6}Z$/);
    assert.is(url.searchParams.get('X-Goog-SignedHeaders'), 'host');
    const seconds = Number(url.searchParams.get('X-Goog-Expires'));
    assert.ok(seconds > 3590 && seconds <= 3600, `${seconds} s`);
    assert.ok(isSigned(url), 'the signature fits');
    url.searchParams.set('X-Goog-Expires', '999999');
    assert.not(isSigned(url), 'and only what was signed');

    const answer = await fetch(url);
    assert.is(answer.headers.get('content-type'), 'image/png');
    assert.match(answer.headers.get('cache-control') ?? '', 'immutable');
    assert.is((await answer.arrayBuffer()).byteLength, 1000);
  }));

test('seven days are the most', () =>
  inSigningBucket(pem(), async store => {
    assert.ok(await sign(store, 'r1/front.png', 7 * 24 * 3600 - 5));
    assert.instance(await errorOf(sign(store, 'r1/front.png', 8 * 24 * 3600)), RangeError);
  }));

test('a key that is none finds no object to sign for', () =>
  inSigningBucket(pem(), async store => {
    assert.instance(await errorOf(sign(store, '../secret/front.png', 60)), TypeError);
  }));

test('an account that cannot sign is a 503 that says what it lacks', () =>
  inSigningBucket('no key at all', async store => {
    const error = await errorOf(sign(store, 'r1/front.png', 60));
    assert.ok(error instanceof Problem && error.status === 503 && error.code === 'store_unavailable');
    assert.match(String(error), 'roles/iam.serviceAccountTokenCreator');
  }));

test.run();

function pem(): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Gives the client its credentials as a machine outside Google's cloud has them: in a file that the environment names. */
async function inSigningBucket(key: string, use: (store: Store) => Promise<void>): Promise<void> {
  const gcs = await start();
  const before = process.env[VARIABLE];
  try {
    await inFolder(async folder => {
      process.env[VARIABLE] = join(folder, 'key.json');
      // With its project in it, as such files have, the client looks for none elsewhere.
      const file = { type: 'service_account', project_id: 'example', client_email: account, private_key: key };
      await writeFile(join(folder, 'key.json'), JSON.stringify(file));
      const client = makeClient({ emulatorHost: gcs.url });
      await use(openBucket({ client, bucket: 'renders', prefix: 'kept' }));
    });
  } finally {
    if (before === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before;
    await gcs.close();
  }
}

async function sign(store: Store, key: string, seconds: number): Promise<string> {
  if (!store.signedUrl) throw new Error('this store signs nothing');
  return store.signedUrl(key, new Date(Date.now() + seconds * 1000));
}

/** Builds what a V4 signature is made of from the URL alone, as the server does, and checks the signature. */
function isSigned(url: URL): boolean {
  const query = [...url.searchParams].filter(([name]) => name !== 'X-Goog-Signature');
  const canonicalQuery = query
    .map(pair => pair.map(encodeURIComponent).join('='))
    .toSorted()
    .join('&');
  const canonical = ['GET', url.pathname, canonicalQuery, `host:${url.hostname}\n`, 'host', 'UNSIGNED-PAYLOAD'];
  const date = url.searchParams.get('X-Goog-Date') ?? '';
  const scope = `${date.slice(0, 8)}/auto/storage/goog4_request`;
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const signature = Buffer.from(url.searchParams.get('X-Goog-Signature') ?? '', 'hex');
  return verify('sha256', Buffer.from(['GOOG4-RSA-SHA256', date, scope, digest].join('\n')), publicKey, signature);
}
