import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { environmentPresets } from '../../scenes/environment.ts';
import { openBrowser } from '../browser/browser.ts';
import { findChrome } from '../browser/chrome.ts';
import { profileOf } from '../browser/profile.ts';
import { stageFiles } from '../browser/stage-files.ts';
import { startStageServer } from '../browser/stage-server.ts';

/**
 * Prefilters the light of every preset, or of those that are named, and writes it to `renderer/light/`: run it after a preset has changed.
 */
const compress = promisify(brotliCompress);
const folder = new URL('../light/', import.meta.url);
const largest = 64 * 1024 * 1024;
const named = process.argv.slice(2);
const presets: readonly string[] = environmentPresets;
const unknown = named.filter(name => !presets.includes(name));
if (unknown.length > 0) throw new Error(`no preset is called ${unknown.join(' or ')}: there are ${presets.join(', ')}`);
const wanted = environmentPresets.filter(preset => named.length === 0 || named.includes(preset));

const server = await startStageServer(await stageFiles());
const browser = await openBrowser({
  chromePath: await findChrome({ path: process.env['CHROME_PATH'] }),
  // every machine has SwiftShader, so that bakes are the same everywhere
  profile: profileOf('swiftshader'),
  page: server.page,
});
try {
  await mkdir(folder, { recursive: true });
  for (const preset of wanted) {
    const expected = server.expect(largest);
    const [, light] = await Promise.all([browser.call('bake', preset, expected.url), expected.arrival]);
    const packed = await compress(light, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 },
    });
    await writeFile(new URL(`${preset}.br`, folder), packed);
    console.log(`${preset}: ${light.byteLength} bytes, ${packed.byteLength} packed`);
  }
} finally {
  await browser.kill();
  await server.close();
}
