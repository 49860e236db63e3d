import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withApp } from './server/site/app.ts';

const root = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');
/** Its commands, each with what it goes on with on the next lines. */
const commands = [...readme.matchAll(/^curl (?:.*\\\n)*(?:[^']|'[^']*')*?$/gm)].map(([command]) => command);

const run = promisify(execFile);

const words = ['sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty', 'twenty-one', 'twenty-two', 'twenty-three'];

test('it has as many examples as it says', async () => {
  const files = await readdir(new URL('scenes/examples/', root));
  const count = files.filter(file => file.endsWith('.json')).length;
  assert.match(readme, `${words[count - 16]} scenes, each with its picture`);
});

test('it says where the project comes from before it starts it', () => {
  assert.ok(readme.indexOf('git clone') >= 0 && readme.indexOf('git clone') < readme.indexOf('npm start'));
});

test('every command of it is taken as it stands, and names models that are there', async () => {
  assert.ok(commands.length >= 10, 'the search finds commands');
  const models = await readdir(new URL('scenes/models/', root));
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  try {
    await symlink(fileURLToPath(new URL('scenes', root)), join(folder, 'scenes'));
    await withApp(async url => {
      for (const command of commands) {
        for (const [name] of command.matchAll(/[\w/.:-]+\.glb/g))
          assert.ok(models.includes(basename(name)) && !name.includes(':'), name);
        const here = command.replaceAll('localhost:8080', new URL(url).host);
        const { stderr } = await run('sh', ['-c', `${here} -s -w '%{stderr}%{http_code}'`], { cwd: folder });
        assert.match(stderr, command.includes('camra') ? /^422$/ : /^20[01]$/, command);
      }
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every file that it links to is there', async () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
  assert.ok(links.length > 20, 'the search finds links');
  for (const path of links) assert.ok(await stat(new URL(path, root)).catch(() => undefined), path);
});

test.run();
