import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const run = promisify(execFile);
const setup = new URL('../../deploy/setup/bundles.mjs', import.meta.url).href;

/** Whether the set-up builds anew; `building` is what its build does. */
async function builds(root: string, building = ''): Promise<boolean> {
  const script = `import { buildIfOld } from '${setup}';
    buildIfOld('${root}', () => { console.log('built'); ${building} });`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.includes('built');
}

async function withSources(use: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'darkroom-bundles-'));
  try {
    for (const folder of ['renderer/stage', 'scenes', 'server', 'dist'])
      await mkdir(join(root, folder), { recursive: true });
    for (const file of ['package-lock.json', 'renderer/stage/main.ts', 'server/main.ts'])
      await writeFile(join(root, file), file);
    await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

test('bundles are made once, and again when a source is another', () =>
  withSources(async root => {
    assert.ok(await builds(root));
    assert.not(await builds(root));
    const changes: [what: string, change: () => Promise<void>][] = [
      ['longer', () => writeFile(join(root, 'renderer/stage/main.ts'), 'and more')],
      ['older', () => utimes(join(root, 'server/main.ts'), 1_000_000_000, 1_000_000_000)],
      ['new', () => writeFile(join(root, 'scenes/a.ts'), '')],
      ['gone', () => rm(join(root, 'scenes/a.ts'))],
      ['packages', () => writeFile(join(root, 'package-lock.json'), '{}')],
    ];
    for (const [what, change] of changes) {
      await change();
      assert.ok(await builds(root), what);
      assert.not(await builds(root), what);
    }
  }));

test('bundles whose making failed, or whose sources changed meanwhile, are made again', () =>
  withSources(async root => {
    assert.ok(await builds(root, "throw new Error('no');"));
    assert.ok(await builds(root, `require('node:fs').writeFileSync('${root}/server/main.ts', 'later');`));
    assert.ok(await builds(root));
    assert.not(await builds(root));
  }));

test.run();
