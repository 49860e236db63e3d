import puppeteer, { type Browser, type Page } from 'puppeteer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answers } from '../../../server/openapi/answers.ts';
import { previewPolicy } from '../../../server/pages/preview.ts';
import { problemPage, problemPolicy } from '../../../server/pages/problem.ts';
import { chromePath } from '../../support/studio.ts';
import { withApp } from './app.ts';

/** Opens pages of the service in Chrome, and collects what goes wrong in them. */
async function withBrowser(
  work: (open: (path: string, width?: number) => Promise<Page>, url: string) => Promise<void>,
  expected: RegExp = /^$/,
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
  });
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

test('the policies of the pages that others send admit their style and their script', () => {
  assert.match(previewPolicy, "script-src 'self'");
  assert.match(problemPolicy, /style-src 'sha256-/);
  assert.ok(problemPage({ status: 404, code: 'not_found', message: '' }).startsWith('<!doctype html>'));
});

test.run();
