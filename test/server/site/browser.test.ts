import puppeteer, { type Browser, type Page } from 'puppeteer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceOptions } from '../../../server/context.ts';
import { answers } from '../../../server/description/answers.ts';
import { previewPolicy } from '../../../server/site/preview.ts';
import { problemPage, problemPolicy } from '../../../server/site/problem.ts';
import { chromePath } from '../../support/studio.ts';
import { withApp } from './app.ts';

/** Opens pages of the service in Chrome, and collects what goes wrong in them. */
async function withBrowser(
  work: (open: (path: string, width?: number) => Promise<Page>, url: string) => Promise<void>,
  expected: RegExp = /^$/,
  options: Partial<ServiceOptions> = {},
): Promise<void> {
  await withApp(async url => {
    const browser: Browser = await puppeteer.launch({ executablePath: chromePath, args: ['--no-sandbox'] });
    const wrong: string[] = [];
    try {
      await work(async (path, width = 1280) => {
        const page = await browser.newPage();
        page.on('console', message => message.type() === 'error' && wrong.push(message.text()));
        page.on('pageerror', error => wrong.push(String(error)));
        await page.setViewport({ width, height: 800 });
        await page.goto(url + path, { waitUntil: 'load' });
        return page;
      }, url);
      assert.equal(
        wrong.filter(text => !expected.test(text)),
        [],
      );
    } finally {
      await browser.close();
    }
  }, options);
}

const overflow = 'document.documentElement.scrollWidth - innerWidth';

async function previewOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/renders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"model": "chair.glb"}',
  });
  return new URL(answers.Render.parse(await answer.json()).preview).pathname;
}

test('no page breaks its own policy, or is wider than a phone', () =>
  withBrowser(async (open, url) => {
    const preview = await previewOf(url);
    const { headers } = await fetch(url + preview);
    assert.is(headers.get('content-security-policy'), previewPolicy);
    for (const path of ['/', '/docs', preview])
      for (const width of [375, 1280]) {
        const page = await open(path, width);
        assert.is(await page.evaluate(overflow), 0, `${path} at ${width}`);
      }
  }));

test('the playground renders on Ctrl+Enter, shows the picture, the facts and the link', () =>
  withBrowser(async open => {
    const page = await open('/#views');
    await page.focus('#scene');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await page.waitForSelector('#facts:not([hidden])');
    assert.match(
      await page.$eval('#frame', image => image.getAttribute('src') ?? ''),
      /^\/renders\/[0-9a-f]{40}\/front\.png$/,
    );
    assert.match(
      await page.$eval('#summary', element => element.textContent ?? ''),
      /^512 × 512 · PNG · .* · drawn in/,
    );
    assert.match(
      await page.$eval('#preview', element => ('value' in element ? String(element.value) : '')),
      /\/previews\//,
    );
    assert.match(await page.$eval('#curl', element => element.textContent ?? ''), /^curl http:.*-d '\{/s);
    await page.click('#views button:nth-child(3)');
    assert.match(await page.$eval('#frame', image => image.getAttribute('src') ?? ''), /\/top\.png$/);
  }));

test('a problem is told at its place', () =>
  withBrowser(async open => {
    const page = await open('/#chair');
    await page.evaluate(`scene.value = '{\\n  "model": "chair.glb",\\n  "camera": { "fov": 300 }\\n}'`);
    await page.focus('#scene');
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await page.click('#render');
    await page.waitForSelector('#faults:not([hidden])');
    assert.is(await page.$eval('#ink mark', mark => mark.textContent), '"fov"');
    assert.is(await page.$$eval('#ink mark', marks => marks.map(mark => mark.textContent).join('')), '"fov": 300');
    assert.match(
      await page.$eval('#faults', element => element.textContent ?? ''),
      /\/camera\/fov .*What scene_invalid means/,
    );
    assert.is(await page.$eval('.line.wrong', line => line.textContent?.trim()), '"camera": { "fov": 300 }');
  }, /422/));

test('what is not JSON is told before anybody is asked', () =>
  withBrowser(async open => {
    const page = await open('/#chair');
    await page.evaluate(`scene.value = '{\\n  "model" "chair.glb"\\n}'`);
    await page.click('#render');
    await page.waitForSelector('#faults:not([hidden])');
    assert.match(
      await page.$eval('#faults', element => element.textContent ?? ''),
      /line 2 A colon is missing after "model"/,
    );
  }));

test('what was written is still there after a reload', () =>
  withBrowser(async open => {
    const page = await open('/');
    await page.evaluate(`scene.value = '{"model": "mug.glb"}'; scene.dispatchEvent(new Event('input'))`);
    await page.reload();
    assert.is(await page.$eval('#scene', element => ('value' in element ? element.value : '')), '{"model": "mug.glb"}');
  }));

test('every page has one heading that says what it is', () =>
  withBrowser(async (open, url) => {
    for (const path of ['/', '/docs', await previewOf(url), '/nothing']) {
      const page = await open(path);
      assert.is(await page.$$eval('h1', headings => headings.filter(({ textContent }) => textContent).length), 1, path);
    }
  }, /404/));

test('what stands on a button can be read, in light and in dark, also where it is pointed at', () =>
  withBrowser(async open => {
    const page = await open('/');
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      for (const points of [false, true]) {
        await (points ? page.hover('#render') : page.hover('#scene'));
        const [ink = '', paper = '', opacity, filter = ''] = (await page.evaluate(looks)) as string[];
        assert.is(opacity, '1');
        const factor = Number(/brightness\(([\d.]+)\)/.exec(filter)?.[1] ?? 1);
        const ratio = contrast(lightness(ink, factor), lightness(paper, factor));
        assert.ok(ratio >= 4.5, `${value}: ${ink} on ${paper} ${filter}: ${ratio}`);
      }
    }
  }));

const looks = `(() => {
  const [key, button] = ['#render kbd', '#render'].map(name => getComputedStyle(document.querySelector(name)));
  return [key.color, button.backgroundColor, key.opacity, button.filter];
})()`;

/** Relative luminance of a CSS colour, as WCAG 2 has it. */
function lightness(color: string, factor: number): number {
  const [red = 0, green = 0, blue = 0] = [...color.matchAll(/\d+/g)]
    .map(([value]) => Math.min(1, (Number(value) * factor) / 255))
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test('where the service asks for a key, what is refused without one leads to its field', () =>
  withBrowser(
    async open => {
      const page = await open('/#chair');
      await page.click('#render');
      await page.waitForSelector('#faults:not([hidden])');
      const focused = () => page.evaluate('document.activeElement?.id');
      assert.is(await focused(), 'key');
      assert.is(await page.$eval('#key', field => field.getAttribute('aria-invalid')), 'true');
      assert.match(
        await page.$eval('#faults', element => element.textContent ?? ''),
        /^This service asks for a key\..*Enter the key/,
      );
      await page.focus('#scene');
      await page.click('#faults .key');
      assert.is(await focused(), 'key');
      await page.keyboard.type('secret');
      await page.click('#render');
      await page.waitForSelector('#facts:not([hidden])');
      assert.is(await page.$eval('#key', field => field.getAttribute('aria-invalid')), null);
    },
    /401/,
    { apiKeys: ['secret'] },
  ));

test('the policies of the pages that others send admit their style and their script', () => {
  assert.match(previewPolicy, "script-src 'self'");
  assert.match(problemPolicy, /style-src 'sha256-/);
  assert.ok(problemPage({ status: 404, code: 'not_found', message: '' }).startsWith('<!doctype html>'));
});

test.run();
