import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findChrome } from '../../renderer/browser/chrome.ts';

const run = promisify(execFile);
const setup = new URL('../../deploy/setup/browser.mjs', import.meta.url).href;

/** What the set-up finds with this environment, looking in these folders of the system beside PATH. */
async function found(environment: Record<string, string>, folders?: string[]): Promise<string> {
  const given = folders ? `, ${JSON.stringify(folders)}` : '';
  const script = `import { findBrowser } from '${setup}';
    try { console.log(await findBrowser(process.env${given}) ?? 'none'); } catch (error) { console.log(error.message); }`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { env: environment });
  return stdout.trim();
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-browser-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function program(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

const { PUPPETEER_REVISIONS: pinned } = (await import('puppeteer-core/internal/revisions.js')) as {
  PUPPETEER_REVISIONS: Record<'chrome' | 'chrome-headless-shell', string>;
};
const inCache = (cache: string, version: string) =>
  join(cache, 'chrome-headless-shell', `linux-${version}`, 'chrome-headless-shell-linux64', 'chrome-headless-shell');

test('CHROME_PATH comes before all others', () =>
  withFolder(async folder => {
    const given = await program(join(folder, 'given', 'my-chrome'));
    await program(join(folder, 'bin', 'chromium-headless-shell'));
    assert.is(await found({ CHROME_PATH: given, PATH: join(folder, 'bin') }), given);
  }));

test('a CHROME_PATH with nothing, a folder or a plain file there is an error that names it', () =>
  withFolder(async folder => {
    await writeFile(join(folder, 'plain'), '');
    for (const path of [join(folder, 'nothing'), folder, join(folder, 'plain')])
      assert.match(
        await found({ CHROME_PATH: path, PATH: '' }),
        `CHROME_PATH is ${path}, and there is no program there`,
      );
  }));

test('the headless shell is preferred, in whichever folder it is; then PATH before the system', () =>
  withFolder(async folder => {
    const [first, second, system] = ['first', 'second', 'system'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const environment = { PATH: [first, second].join(delimiter), HOME: folder };
    assert.is(await found(environment, [system]), 'none');
    const steps = [
      join(system, 'chromium'),
      join(second, 'chromium'),
      join(first, 'chromium'),
      join(second, 'google-chrome'),
      join(system, 'chrome-headless-shell'),
      join(system, 'chromium-headless-shell'),
      join(second, 'chromium-headless-shell'),
      join(first, 'chromium-headless-shell'),
    ];
    for (const step of steps) {
      await program(step);
      assert.is(await found(environment, [system]), step);
    }
  }));

test('the pinned download is found where nothing else is, and another version of it is not', () =>
  withFolder(async folder => {
    const environment = { PATH: join(folder, 'bin'), HOME: folder };
    await program(inCache(join(folder, '.cache', 'puppeteer'), '100.0.0.0'));
    assert.is(await found(environment, []), 'none');
    const path = await program(inCache(join(folder, '.cache', 'puppeteer'), pinned['chrome-headless-shell']));
    assert.is(await found(environment, []), path);
    const elsewhere = await program(inCache(join(folder, 'elsewhere'), pinned['chrome-headless-shell']));
    assert.is(await found({ ...environment, PUPPETEER_CACHE_DIR: join(folder, 'elsewhere') }, []), elsewhere);
    const installed = await program(join(folder, 'bin', 'chromium'));
    assert.is(await found(environment, []), installed);
  }));

test('the set-up and the service find the same browser', () =>
  withFolder(async folder => {
    const names = [
      'chromium-browser',
      'chromium',
      'google-chrome-stable',
      'google-chrome',
      'chrome-headless-shell',
      'chromium-headless-shell',
    ];
    for (const name of names) {
      await program(join(folder, name));
      assert.is(await found({ PATH: folder }), await findChrome({ searchPath: folder }), name);
    }
    assert.is(await findChrome({ searchPath: folder }), join(folder, 'chromium-headless-shell'));
  }));

test.run();
