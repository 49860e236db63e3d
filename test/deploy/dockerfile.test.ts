import { access, readFile } from 'node:fs/promises';
import { dirname, matchesGlob, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
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
  assert.is(stages.length, 4);
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

test('every stage is on the same base: what one compiles, another runs', () => {
  assert.equal([...new Set(stages.map(([from]) => from?.rest.replace(/ AS \w+$/, '')))], ['${NODE_IMAGE}']);
});

test('lavapipe is where the service looks for it, and its driver is compiled elsewhere', () => {
  const [lavapipe = []] = stages.filter(([from]) => from?.rest.endsWith(' AS lavapipe'));
  const compiled = all('RUN', lavapipe).flatMap(command => /build\.sh (\S+)/.exec(command)?.[1] ?? []);
  assert.is(compiled.length, 1);
  const [folder] = all('COPY').filter(each => each.startsWith('--from=lavapipe '));
  const [workdir] = all('WORKDIR');
  const inImage = (file: string) => `${workdir}/${relative(fileURLToPath(root), file)}`;
  assert.is(folder, `--from=lavapipe ${compiled[0]} ${relative(fileURLToPath(root), dirname(lavapipeFiles.driver))}`);
  const owned = all('RUN').find(command => command.startsWith('install -d -o node '));
  assert.ok(owned?.split(' ').includes(inImage(lavapipeFiles.cache)), 'shaders can be kept');
});

test('the service has no compiler', async () => {
  const packages = `${all('RUN').join('\n')}\n${await read('deploy/image/install-packages.sh')}`;
  assert.not.match(packages, /\b(gcc|g\+\+|clang|make|build-essential|\S+-dev)\b/);
});

test('of Mesa there is lavapipe alone, and Vulkan’s loader is not told of it', async () => {
  const rules = (await read('deploy/image/dpkg-excludes')).split('\n').filter(line => line.startsWith('path-'));
  // the last rule that fits decides
  const isKept = (path: string) => {
    const fits = rules.findLast(rule => matchesGlob(path, rule.replace(/^path-\w+=/, '').replaceAll('*', '**')));
    return fits === undefined || fits.startsWith('path-include=');
  };
  const libraries = '/usr/lib/x86_64-linux-gnu';
  assert.ok(isKept(`${libraries}/libvulkan_lvp.so`));
  assert.ok(isKept(`${libraries}/libvulkan.so.1`));
  for (const path of [
    `${libraries}/libvulkan_radeon.so`,
    `${libraries}/libVkLayer_MESA_device_select.so`,
    '/usr/share/vulkan/icd.d/lvp_icd.json',
    '/usr/share/vulkan/implicit_layer.d/VkLayer_MESA_device_select.json',
    '/usr/share/drirc.d/00-radv-defaults.conf',
  ])
    assert.not.ok(isKept(path), path);
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
  assert.not.ok(ignored.includes('native/lavapipe'));
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

test('Vulkan finds NVIDIA’s driver where Cloud Run puts it, by the library for X and by the one without', async () => {
  const found: string[] = [];
  for (const name of ['nvidia_icd.json', 'nvidia_egl_icd.json']) {
    const icd = z
      .object({ ICD: z.object({ library_path: z.string() }) })
      .parse(JSON.parse(await read(`deploy/image/${name}`)));
    found.push(icd.ICD.library_path);
    assert.ok(
      all('COPY').some(each => each.includes(`deploy/image/${name} `) && each.endsWith(' /usr/share/vulkan/icd.d/')),
    );
  }
  const folder = '/usr/local/nvidia/lib64';
  assert.equal(found, [`${folder}/libGLX_nvidia.so.0`, `${folder}/libEGL_nvidia.so.0`]);
});

test.run();
