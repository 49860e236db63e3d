import { createHmac } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLinks } from '../../server/links.ts';
import { Problem } from '../../server/problems/problem.ts';

const hour = 3600 * 1000;
const noon = Date.UTC(2026, 0, 1, 12);
const id = 'a'.repeat(40);

/** The code of the problem that it throws. */
function refusal(open: () => unknown): string {
  try {
    return `came through with ${String(open())}`;
  } catch (error) {
    return error instanceof Problem ? `${error.status} ${error.code}` : String(error);
  }
}

test('a link opens until it expires: for less than a day to the second, else to the day’s end', () => {
  let now = noon;
  for (const [ttl, last] of [
    [hour, noon + hour],
    [30 * 24 * hour, Date.UTC(2026, 1, 1)],
  ] as const) {
    const links = createLinks(['key'], ttl, () => now);
    now = noon;
    const token = links.sign(id);
    now = last - 1000;
    assert.is(links.open(token), id);
    now = last;
    assert.is(
      refusal(() => links.open(token)),
      '410 link_expired',
    );
  }
});

test('links of one day are equal, so that a chat unfurls one once', () => {
  let now = noon;
  const links = createLinks(['key'], 30 * 24 * hour, () => now);
  const first = links.sign(id);
  now += 11 * hour;
  assert.is(links.sign(id), first);
  now += 2 * hour;
  assert.is.not(links.sign(id), first);
  assert.is.not(links.sign('b'.repeat(40)), links.sign(id));
});

test('the newest key signs, each opens, and one that was taken away does not', () => {
  const [old, both, renewed] = [['old'], ['new', 'old'], ['new']].map(keys => createLinks(keys, hour, () => noon));
  const token = old?.sign(id) ?? '';
  assert.is(both?.open(token), id);
  assert.is(
    refusal(() => renewed?.open(token)),
    '403 link_invalid',
  );
  assert.is(renewed?.open(both?.sign(id) ?? ''), id);
});

test('a link has a title of its own, which nobody can change', () => {
  const links = createLinks(['key'], hour, () => noon);
  const title = 'Stuhl “Eiche”, 2. Wahl';
  const token = links.sign(id, title);
  assert.match(token, /^[\w.-]+$/);
  assert.equal([links.open(token), links.titleIn(token)], [id, title]);
  assert.is(links.titleIn(links.sign(id)), undefined);
  const [render, expires, , signature] = token.split('.');
  for (const forged of [`${render}.${expires}.${signature}`, `${render}.${expires}.Zm9yZ2Vk.${signature}`])
    assert.is(
      refusal(() => links.open(forged)),
      '403 link_invalid',
    );
});

test('no character of a token can be changed', () => {
  const links = createLinks(['key'], hour, () => noon);
  const token = links.sign(id);
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'b' ? 'c' : 'b';
    // the last character of base64 has bits that stand for nothing; the text itself is compared
    assert.is(
      refusal(() => links.open(token.slice(0, at) + other + token.slice(at + 1))),
      '403 link_invalid',
      `${at}`,
    );
  }
  for (const wrong of ['', '.', '..', token + token, `${token} `, `\n${token}`, token.toUpperCase()])
    assert.is(
      refusal(() => links.open(wrong)),
      '403 link_invalid',
      wrong,
    );
});

test('a signature is one URL’s, and no preview’s', () => {
  const links = createLinks(['key'], hour, () => noon);
  const url = '/thumbnail?src=chair.glb';
  links.verify(url, links.signatureOf(url));
  assert.is(
    refusal(() => links.verify(`${url}&width=1`, links.signatureOf(url))),
    '403 signature_invalid',
  );
  assert.is(
    refusal(() => links.verify(url, '')),
    '403 signature_invalid',
  );
  const [payload, signature = ''] = links.sign(id).split(/\.(?=[^.]*$)/);
  assert.is(
    refusal(() => links.verify(`preview:${payload}`, signature)),
    '403 signature_invalid',
  );
  assert.is(
    refusal(() => links.verify(payload ?? '', signature)),
    '403 signature_invalid',
  );
});

test('a signature is for whatever order the parameters are in, and for none that is added', () => {
  const links = createLinks(['key'], hour, () => noon);
  const signature = links.signatureOf('/thumbnail?src=a%20b.glb&width=2&dpr=1');
  links.verify('/thumbnail?dpr=1&width=2&src=a%20b.glb', signature);
  for (const other of ['/thumbnail?dpr=1&width=2&src=a%20b.glb&v=1', '/thumbnail?dpr=1&src=a%20b.glb', '/x?dpr=1'])
    assert.is(
      refusal(() => links.verify(other, signature)),
      '403 signature_invalid',
      other,
    );
  // signed as they stand, as they were before
  const url = '/thumbnail?width=2&src=a.glb';
  links.verify(url, createHmac('sha256', 'key').update(`url:${url}`).digest('base64url'));
});

test('without a key nothing is signed', () => {
  assert.throws(() => createLinks([], hour), /key/);
  assert.throws(() => createLinks([''], hour), /key/);
});

test.run();
