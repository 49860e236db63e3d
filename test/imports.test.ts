import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);
/** The linter's rules; those that need types need the whole project too, and say nothing of imports. */
const config = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as object;

/** Who may import whom: server → renderer → scenes, and the stage apart from Node. */
const refused: [file: string, code: string][] = [
  ['scenes/a.ts', "import '../server/problem.ts';"],
  ['scenes/a.ts', "import '../renderer/error.ts';"],
  ['scenes/a.ts', "import 'node:path';"],
  ['renderer/a.ts', "import '../server/problem.ts';"],
  ['renderer/a.ts', "import './stage/fault.ts';"],
  ['renderer/stage/a.ts', "import { look } from '../look.ts';\nlook();"],
  ['renderer/stage/a.ts', "import '../../server/problem.ts';"],
  ['renderer/stage/a.ts', "import 'node:path';"],
  ['server/a.ts', "import '../renderer/stage/fault.ts';"],
  ['server/http/a.ts', "import '../../test/support/studio.ts';"],
  ['server/a.ts', "export const a = process.env['A'];"],
];
const taken: [file: string, code: string][] = [
  ['scenes/a.ts', "import './scene.ts';"],
  ['renderer/a.ts', "import '../scenes/scene.ts';"],
  ['renderer/stage/a.ts', "import type { Stage } from '../contract.ts';\nexport type A = Stage;"],
  ['server/http/a.ts', "import '../../renderer/error.ts';"],
  ['server/main.ts', "export const a = process.env['A'];"],
];

/** Whether the linter takes a file at a place of the project's layout. */
async function takes(file: string, code: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'imports-'));
  try {
    await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: { typeAware: false } }));
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
    return await run(join(root, 'node_modules/.bin/oxlint'), ['-c', '.oxlintrc.json', '.'], { cwd: folder }).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('imports go one way: server, renderer, scenes', async () => {
  for (const [file, code] of refused) assert.not(await takes(file, code), `${file}: ${code}`);
  for (const [file, code] of taken) assert.ok(await takes(file, code), `${file}: ${code}`);
});

test.run();
