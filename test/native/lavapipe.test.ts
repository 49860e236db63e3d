import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLibrary } from '../support/elf.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const room = join(root, 'native/lavapipe');
const here = fileURLToPath(new URL('.', import.meta.url));
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
/** The first line of what a program says to `--version`; none where there is no such program. */
const versionOf = (program: string) =>
  run(program, ['--version']).then(
    ({ stdout }) => stdout.split('\n')[0] ?? '',
    () => undefined,
  );

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lavapipe-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is compiled for several tests. */
const tools = await mkdtemp(join(tmpdir(), 'lavapipe-'));
process.on('exit', () => rmSync(tools, { recursive: true }));

const architectures = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const prebuilt = (architecture: string, name = 'liblavapipe.so') => join(room, 'prebuilt', architecture, name);
const made = await readFile(join(room, 'prebuilt/made.txt'), 'utf8');
const compiler = process.env['CC'] ?? 'cc';
const hasCompiler = process.platform === 'linux' && (await versionOf(compiler)) !== undefined;
if (!hasCompiler) console.log(`skipped: what needs a C compiler on Linux, as there is none (${compiler})`);
const compiled = hasCompiler ? test : test.skip;

test('the drivers that lie here were made of the sources that lie here: else run prebuild.sh', async () => {
  for (const name of ['lavapipe.c', 'hugepages.c', 'build.sh']) {
    const digest = createHash('sha256')
      .update(await readFile(join(room, name)))
      .digest('hex');
    assert.match(made, `${digest}  ${name}\n`);
  }
});

for (const [architecture, triple] of Object.entries(architectures)) {
  test(`the driver for ${architecture} exports what a loader calls, and asks for libc and lavapipe alone`, async () => {
    const library = readLibrary(await readFile(prebuilt(architecture)));
    assert.is(library.architecture, architecture);
    assert.equal(library.exported, [
      'vk_icdGetInstanceProcAddr',
      'vk_icdGetPhysicalDeviceProcAddr',
      'vk_icdNegotiateLoaderICDInterfaceVersion',
    ]);
    const needed = library.needed.filter(name => !name.startsWith('ld-linux'));
    assert.equal(needed, ['libvulkan_lvp.so', 'libc.so.6']);
    assert.is(library.rpath, '$ORIGIN');
    assert.ok(library.stays && library.boundAtOnce && !library.stackRuns);
    const versions = library.imported.map(name => Number(/@GLIBC_2\.(\d+)/.exec(name)?.[1]));
    assert.is(Math.max(...versions), 34, library.imported.join(' '));
  });

  test(`what gives huge pages on ${architecture} exports mprotect alone, and needs but an old libc`, async () => {
    const library = readLibrary(await readFile(prebuilt(architecture, 'libhugepages.so')));
    assert.is(library.architecture, architecture);
    assert.equal(library.exported, ['mprotect']);
    assert.equal(library.needed, ['libc.so.6']);
    assert.ok(library.boundAtOnce && !library.stackRuns);
    const imported = library.imported.map(name => name.replace(/@GLIBC_2\.(2\.5|17)$/, '')).toSorted();
    assert.equal(imported, ['__errno_location', 'syscall']);
  });

  const cross = `${triple}-gcc`;
  const own = hasCompiler && architecture === process.arch ? compiler : undefined;
  const CC = (await versionOf(cross)) === undefined ? own : cross;
  if (CC === undefined) {
    console.log(`skipped: building the driver for ${architecture}, as there is no ${cross}`);
    continue;
  }
  const linker = CC === cross ? `${triple}-ld` : 'ld';
  const versions = (await Promise.all([CC, linker].map(versionOf))).map(line => line?.replace(/^\S+ /, ''));
  const line = made.split('\n').find(each => each.startsWith(`${architecture}: `)) ?? '';
  const same = versions.every(version => version !== undefined && line.includes(version));
  if (!same) console.log(`skipped: comparing the bytes for ${architecture}, which others made (${line})`);
  const folder = join(tools, architecture);
  // all at once, and before their tests ask for them
  const env = { ...process.env, CC, ...(same && { CFLAGS: '-Werror' }) };
  const built = run(join(room, 'build.sh'), [folder], { env });
  built.catch(() => {});
  test(`the driver for ${architecture} is what its sources compile to${same ? ', without a warning' : ''}`, async () => {
    await built;
    assert.equal((await readdir(folder)).toSorted(), ['lavapipe.json', 'libhugepages.so', 'liblavapipe.so']);
    for (const name of ['libhugepages.so', 'liblavapipe.so']) {
      const fresh = await readFile(join(folder, name));
      const kept = await readFile(prebuilt(architecture, name));
      if (same) assert.ok(fresh.equals(kept), `the same compiler made ${name} otherwise`);
      const { exported, needed, rpath, stays } = readLibrary(fresh);
      const before = readLibrary(kept);
      assert.equal([exported, needed, rpath, stays], [before.exported, before.needed, before.rpath, before.stays]);
    }
  });
}

compiled('build.sh says in a line why it cannot', () =>
  withFolder(async folder => {
    const failed = (env: NodeJS.ProcessEnv, out = folder) =>
      run(join(room, 'build.sh'), [out], { env: { ...process.env, ...env } }).then(
        () => 'nothing',
        (error: { stderr: string }) => error.stderr,
      );
    assert.match(
      await failed({ CC: 'no-such-compiler' }),
      /^lavapipe: there is no C compiler \(no-such-compiler\).*\n$/,
    );
    await writeFile(join(folder, 'file'), '');
    assert.match(await failed({}, join(folder, 'file')), /lavapipe: .* cannot be made\.\n$/);
    assert.match(await failed({ CFLAGS: '-DSUCCESS=' }), /lavapipe: it could not be compiled\.\n$/);
    assert.equal(await readdir(folder), ['file']);
  }),
);

const ask = join(tools, 'ask');
const compiling = hasCompiler ? run(compiler, ['-w', '-o', ask, join(here, 'ask-driver.c')]) : undefined;
compiling?.catch(() => {});
/** What a driver says to whoever asks as a loader would. */
async function answersOf(driver: string): Promise<string> {
  await compiling;
  const { stdout } = await run(ask, [driver], { cwd: tmpdir() });
  return stdout;
}

compiled('what lavapipe needs is found beside it, and its blocks are kept however it is linked', () =>
  withFolder(async folder => {
    const cc = (...args: string[]) => run(compiler, ['-O1', '-w', ...args], { cwd: folder });
    await writeFile(join(folder, 'another.c'), 'int of_another(void) { return 7; }');
    await cc('-shared', '-fPIC', '-o', 'libanother.so', '-Wl,-soname,libanother.so', 'another.c');
    await copyFile(prebuilt(process.arch), join(folder, 'liblavapipe.so'));
    // Debian binds lazily; others fix all, and make it read-only
    for (const flags of [
      ['-fplt', '-Wl,-z,lazy'],
      ['-fno-plt', '-Wl,-z,relro,-z,now'],
    ]) {
      const fake = join(here, 'fake-lavapipe.c');
      const named = ['-shared', '-fPIC', '-fno-builtin', '-o', 'libvulkan_lvp.so', '-Wl,-soname,libvulkan_lvp.so'];
      await cc(...named, ...flags, fake, './libanother.so');
      assert.is(await answersOf(join(folder, 'liblavapipe.so')), 'kept 1024, another 7\n', flags.join(' '));
    }
  }),
);

compiled('memory that was freed is kept for the next that asks for as much, in bounds', () =>
  withFolder(async folder => {
    const cc = (...args: string[]) => run(compiler, ['-O1', '-w', ...args], { cwd: folder });
    await writeFile(join(folder, 'another.c'), 'int of_another(void) { return 7; }');
    await cc('-shared', '-fPIC', '-o', 'libvulkan_lvp.so', join(here, 'fake-lavapipe.c'), 'another.c');
    await cc('-o', 'ask-memory', join(here, 'ask-memory.c'));
    await copyFile(prebuilt(process.arch), join(folder, 'liblavapipe.so'));
    const { stdout } = await run(join(folder, 'ask-memory'), [join(folder, 'liblavapipe.so')]);
    assert.equal(stdout.trim().split('\n'), [
      'by an instance too: 1',
      'the best fit, then the next: 1 1',
      'too small, too large, another type, another device: 1 1 1 1',
      'a chain, an allocator: 1 1',
      'let go: 0',
      'freed with their device: -2',
      'kept at most: 64, the latest: 64',
      'kept at most, of 10 MiB: 6',
      'room is made: 1, and what is left: 1',
      'what there is no room to know is not kept: -1',
    ]);
  }),
);

compiled('large blocks that are made usable are marked for huge pages, and errors are as ever', () =>
  withFolder(async folder => {
    const program = join(folder, 'map-memory');
    await run(compiler, ['-w', '-o', program, join(here, 'map-memory.c')]);
    const said = async (env: NodeJS.ProcessEnv) => (await run(program, { env })).stdout.split('\n');
    const without = await said({});
    const [flags = '', ...others] = await said({ LD_PRELOAD: prebuilt(process.arch, 'libhugepages.so') });
    assert.not.match(without[0] ?? '', / hg\b/);
    assert.match(flags, / hg\b/);
    assert.equal(others, ['refused: -1 1', '']);
    assert.equal(without.slice(1), others);
  }),
);

const places = [process.env['LAVAPIPE'], join(root, '.cache/lavapipe'), join(root, '.cache/lavapipe/lib')];
const withLavapipe = async () => {
  for (const place of places) if (place && (await isThere(join(place, 'libvulkan_lvp.so')))) return place;
  return undefined;
};
const lavapipe = await withLavapipe();
if (lavapipe === undefined)
  console.log('skipped: asking lavapipe, as it is neither in .cache/lavapipe nor in $LAVAPIPE');

(lavapipe !== undefined && hasCompiler ? test : test.skip)('on lavapipe, three answers are changed, and no more', () =>
  withFolder(async folder => {
    // a folder of this name, where Debian's libLLVM looks for what it needs
    const libraries = join(folder, 'lib');
    await mkdir(libraries);
    for (const name of await readdir(lavapipe ?? ''))
      if (name !== 'liblavapipe.so') await symlink(join(lavapipe ?? '', name), join(libraries, name));
    await copyFile(prebuilt(process.arch), join(libraries, 'liblavapipe.so'));
    const answers = await answersOf(join(libraries, 'liblavapipe.so'));
    const told = answers.replace(/^name: llvmpipe.*$/gm, 'name: llvmpipe');
    const each = [
      'devices: 1',
      "a physical device's: 1 0 0",
      'name: llvmpipe',
      'type: 1 1',
      'semaphore 1: 3 77',
      ...[2, 4, 8, 16].map(handle => `semaphore ${handle}: 0 77`),
      'too little room: 5 1 0',
      'room: 0 1 77 listed 1',
      'no room: 5 0',
      'a device with an extension that nobody has: -7',
      'a device with ours: 0',
      'import, export: -1000072003 -1000072003',
      'others: 1 0',
    ];
    assert.equal(told.trim().split('\n'), [...each, ...each, ...each, ...each]);
  }),
);

test.run();
