import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { describedSettings, readSettings } from '../../server/settings.ts';

test('with nothing set there is a default for all that needs one', () => {
  const { ASSET_ROOT, ...settings } = readSettings({});
  assert.match(ASSET_ROOT, /scenes\/models$/);
  assert.equal(settings, {
    PORT: 8080,
    HOST: '127.0.0.1',
    STORE: './renders',
    GPU: 'auto',
    QUEUE_LIMIT: 64,
    RENDER_TIMEOUT: 60_000,
    LINK_KEYS: [],
    LINK_TTL: 30 * 24 * 3600 * 1000,
    API_KEYS: [],
    CORS_ORIGINS: [],
    FRAME_URLS: 'service',
    ASSET_HOSTS: '*',
    LOG_LEVEL: 'info',
    PATH: '',
  });
});

test('what is set is read: lists by commas, seconds as milliseconds, an address without its slash', () => {
  const settings = readSettings({
    PORT: '0',
    RENDERERS: '3',
    LINK_KEYS: ' new , old,,',
    API_KEYS: 'a',
    RENDER_TIMEOUT: '1.5',
    LINK_TTL: '60',
    PUBLIC_URL: 'https://example.com/darkroom//',
    SOMETHING_ELSE: 'is nobody’s business',
  });
  assert.is(settings.PORT, 0);
  assert.is(settings.RENDERERS, 3);
  assert.equal(settings.LINK_KEYS, ['new', 'old']);
  assert.equal(settings.API_KEYS, ['a']);
  assert.is(settings.RENDER_TIMEOUT, 1500);
  assert.is(settings.LINK_TTL, 60_000);
  assert.is(settings.PUBLIC_URL, 'https://example.com/darkroom');
});

test('what is empty is not set', () => {
  const names = ['PORT', 'STORE', 'GPU', 'RENDERERS', 'PUBLIC_URL', 'LINK_KEYS', 'CHROME_PATH', 'ASSET_ROOT'];
  for (const empty of ['', ' '])
    assert.equal(readSettings(Object.fromEntries(names.map(name => [name, empty]))), readSettings({}));
});

const wrong: [setting: string, ...values: string[]][] = [
  ['PORT', 'abc', '-1', '65536', '80.5'],
  ['GPU', 'maybe', 'REQUIRE'],
  ['RENDERERS', '0', '65', 'x', '1.5'],
  ['QUEUE_LIMIT', '-1', 'none'],
  ['RENDER_TIMEOUT', '0', '-1', 'long', '3601', 'Infinity'],
  ['LINK_TTL', '0', 'long'],
  ['PUBLIC_URL', 'example.com', 'ftp://example.com', '/'],
  ['FRAME_URLS', 'both'],
  ['LOG_LEVEL', 'loud'],
  [
    'CORS_ORIGINS',
    'shop.example',
    'https://shop.example/page',
    'https://a.example,b.example',
    '**',
    'https://*.shop.example',
  ],
];

for (const [setting, ...values] of wrong)
  test(`${setting}: what it cannot be is an error that names it`, () => {
    for (const value of values) {
      try {
        readSettings({ [setting]: value });
      } catch (error) {
        const said = error instanceof Error ? error.message : '';
        assert.match(said, new RegExp(`^${setting}: takes .+, such as .+; got "`), value);
        assert.ok(said.includes(`got "${value}"`), said);
        assert.not.match(said, /NaN|expected (number|string)|Invalid/);
        continue;
      }
      assert.unreachable(`${setting}=${value} came through`);
    }
  });

test('a setting that is wrong says what it takes, and what may be meant', () => {
  assert.throws(
    () => readSettings({ RENDER_TIMEOUT: '120s' }),
    /^RENDER_TIMEOUT: takes seconds as a number, above 0 and up to 3600, such as 60; got "120s"$/,
  );
  assert.throws(() => readSettings({ GPU: 'softwear' }), /got "softwear" \(did you mean "software"\?\)$/);
});

test('every example of a setting is one that it takes', () => {
  for (const { name, example } of describedSettings) readSettings({ [name]: example });
});

test('origins are kept as browsers send them', () => {
  assert.equal(readSettings({ CORS_ORIGINS: 'https://shop.example/, http://localhost:3000' }).CORS_ORIGINS, [
    'https://shop.example',
    'http://localhost:3000',
  ]);
  assert.equal(readSettings({ CORS_ORIGINS: 'HTTPS://Shop.Example:443,capacitor://localhost' }).CORS_ORIGINS, [
    'https://shop.example',
    'capacitor://localhost',
  ]);
  assert.equal(readSettings({ CORS_ORIGINS: '*' }).CORS_ORIGINS, ['*']);
});

test('all that are wrong are named at once', () => {
  assert.throws(() => readSettings({ PORT: 'x', GPU: 'x' }), /^PORT: .*\nGPU: /);
});

test.run();
