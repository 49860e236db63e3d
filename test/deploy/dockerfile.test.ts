import { access, readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';
import { readSettings } from '../../server/settings.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, root), 'utf8');

interface Instruction {
  word: string;
  rest: string;
}

/** The stages of a Dockerfile, each a list of its instructions. */
function stagesOf(text: string): Instruction[][] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.trim() !== '');
  const instructions = lines.map(line => {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { word, rest };
  });
  const starts = instructions.flatMap(({ word }, at) => (word === 'FROM' ? [at] : []));
  return starts.map((start, index) => instructions.slice(start, starts[index + 1]));
}

const stages = stagesOf(await read('Dockerfile'));
const service = stages.at(-1) ?? [];
const all = (word: string, stage = service) => stage.filter(each => each.word === word).map(({ rest }) => rest);
const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await read('package.json')));

test('there are stages, and the last one is the service', () => {
  assert.is(stages.length, 3);
  assert.is(all('CMD')[0], '["sh", "server/start.sh"]');
  assert.is(all('ENTRYPOINT')[0], '["tini", "--"]');
});

test('the service has no development packages', () => {
  assert.equal(
    all('RUN').filter(command => /\bnpm\b/.test(command)),
    [],
  );
  const modules = all('COPY').filter(each => each.includes('node_modules'));
  assert.equal(modules, ['--from=packages /app/node_modules node_modules']);
  const packages = stages.find(([from]) => from?.rest.endsWith(' AS packages')) ?? [];
  const installs = all('RUN', packages).filter(command => command.startsWith('npm'));
  assert.is(installs.length, 1);
  assert.match(installs[0] ?? '', /npm ci --omit=dev /);
  for (const name of ['node', 'esbuild', 'typescript']) {
    assert.ok(name in manifest.devDependencies, `${name} is a development package`);
    assert.not.ok(name in manifest.dependencies, `${name} is not needed at run time`);
  }
});

test('the service does not run as root', () => {
  assert.equal(all('USER'), ['node']);
  const user = service.findIndex(({ word }) => word === 'USER');
  const command = service.findIndex(({ word }) => word === 'CMD');
  assert.ok(user < command);
});

test('what the image sets are settings, and values that they take', () => {
  const given = Object.fromEntries(
    all('ENV')
      .flatMap(each => each.split(/\s+/))
      .map(pair => pair.split('=', 2)),
  );
  assert.is(given['NODE_ENV'], 'production');
  const settings = readSettings(given);
  const others = ['NODE_ENV', 'NODE_COMPILE_CACHE', 'LD_LIBRARY_PATH', 'NVIDIA_DRIVER_CAPABILITIES'];
  assert.equal(
    Object.keys(given).filter(name => !(name in settings) && !others.includes(name)),
    [],
  );
  assert.is(settings.HOST, '0.0.0.0');
  assert.is(settings.PORT, 8080);
});

test('everything that is copied is there, and let through', async () => {
  const ignored = (await read('.dockerignore')).split('\n');
  assert.is(
    ignored.find(line => line !== '' && !line.startsWith('#')),
    '*',
  );
  const allowed = ignored.filter(line => line.startsWith('!')).map(line => line.slice(1));
  const sources = stages
    .flatMap(stage => all('COPY', stage))
    .filter(each => !each.startsWith('--from'))
    .flatMap(each => each.split(/\s+/).slice(0, -1));
  assert.ok(sources.length > 5);
  for (const source of sources) {
    await access(new URL(source, root));
    assert.ok(
      allowed.some(name => source === name || source.startsWith(`${name}/`)),
      `${source} is let through by .dockerignore`,
    );
  }
});

test('Vulkan finds the driver where Cloud Run puts it', async () => {
  const icd = z
    .object({ ICD: z.object({ library_path: z.string() }) })
    .parse(JSON.parse(await read('deploy/image/nvidia_icd.json')));
  assert.is(icd.ICD.library_path, '/usr/local/nvidia/lib64/libGLX_nvidia.so.0');
});

test.run();
