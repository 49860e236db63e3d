import {
  access,
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const moduleOf = (name: string) => new URL(`../../deploy/setup/${name}.mjs`, import.meta.url).href;
const { setUpLavapipe } = (await import(moduleOf('lavapipe'))) as {
  setUpLavapipe: (root: string, machine: Record<string, unknown>) => void;
};

/** A head of a library for x64 or arm64, and what Mesa says of itself. */
function library(machine = 62, text = ''): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head.writeUInt16LE(machine, 18);
  return Buffer.concat([head, Buffer.from(text)]);
}

const debian = (id: string, name: string) => `PRETTY_NAME="Debian ${id}"\nID=debian\nVERSION_CODENAME=${name}\n`;
const systems = {
  trixie: { release: debian('13', 'trixie'), mesa: ['26.0.2-1', '25.0.7-2+deb13u1'] },
  bookworm: { release: debian('12', 'bookworm'), mesa: ['25.0.7-2~bpo12+1', '22.3.6-1+deb12u2'] },
  jammy: { release: 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=jammy\n', mesa: ['23.2.1-1ubuntu3'] },
  fedora: { release: 'ID=fedora\nVERSION_ID=44\n', mesa: [] },
};

/** Programs in place of the machine's: each writes down that it was called. */
const programs = {
  'apt-get': `case "$*" in
    *update) [ -z "$SLOW" ] || exec sleep 30; [ -z "$DOWN" ] || echo "E: nobody answers at mirror.example" >&2; cp "$APT_CONFIG" "$WORLD/conf" ;;
    *download*) shift 2; for one; do echo "\${one%%=*}" > "\${one%%=*}_1_amd64.deb"; done ;;
  esac`,
  'apt-config': `echo 'Acquire::http::Proxy "http://proxy.example:3128";'; echo 'APT::Update::Post-Invoke:: "rm -rf /";'`,
  'apt-cache': `shift; [ -z "$DOWN" ] || exit 0; for name; do [ ! -f "$WORLD/stanzas/$name" ] || cat "$WORLD/stanzas/$name"; done`,
  'dpkg-deb': `cat "$2"`,
  tar: `read -r name; cp -r "$WORLD/packages/$name/." "$3"`,
  ldd: `folder=\${2%/*}
    [ -f "$folder/libLLVM.so.19.1" ] || [ -h "$folder/libvulkan_lvp.so" ] || echo "libLLVM.so.19.1 => not found"
    [ -n "$LD_LIBRARY_PATH" ] || [ "$(cat "$2")" != broken ] || { echo "libodd.so.1 => not found"; exit 0; }
    [ ! -f "$folder/libLLVM.so.19.1" ] || [ -f "$folder/libicuuc.so.76" ] || echo "libicuuc.so.76 => not found"
    [ -z "$OUTDATED" ] || [ -f "$folder/$OUTDATED" ] || echo "$2: /lib/$OUTDATED: version \\\`X_2' not found (required by $2)" >&2
    echo "libsystem.so.1 => $WORLD/system/lib/libsystem.so.1 (0x00007f)"`,
  cc: `[ -z "$NO_CC" ]`,
};

class World {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  readonly machine: Record<string, unknown> = { platform: 'linux', arch: 'x64', patience: 20 };
  readonly path = (...names: string[]) => join(this.folder, ...names);
  readonly cache = (...names: string[]) => this.path('project/.cache/lavapipe', ...names);

  async write(name: string, text: string | Buffer = ''): Promise<string> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
    return this.path(name);
  }

  async program(name: string, script: string): Promise<void> {
    await chmod(await this.write(name, `#!/bin/sh\n${script}\n`), 0o755);
  }

  async package(
    name: string,
    depends: string,
    files: Record<string, string | Buffer>,
    versions = ['1'],
  ): Promise<void> {
    const stanzas = versions.map(version => `Package: ${name}\nVersion: ${version}\nDepends: ${depends}\n`);
    await this.write(`stanzas/${name}`, `${stanzas.join('\n')}\n`);
    for (const [path, text] of Object.entries(files)) await this.write(`packages/${name}/${path}`, text);
  }

  /** What a start says; it fails where the start does. */
  async start(environment: Record<string, string> = {}): Promise<string> {
    await writeFile(this.path('log'), '');
    const machine = {
      ...this.machine,
      system: this.path('system'),
      environment: { PATH: this.path('bin'), WORLD: this.folder, ...environment },
    };
    const said: unknown[] = [];
    const { log } = console;
    console.log = line => said.push(line);
    try {
      setUpLavapipe(this.path('project'), machine);
    } finally {
      console.log = log;
    }
    return said.map(line => `${String(line)}\n`).join('');
  }

  /** The programs that the last start called. */
  async called(): Promise<string[]> {
    return (await readFile(this.path('log'), 'utf8')).split('\n').filter(Boolean);
  }

  async files(): Promise<string[]> {
    assert.equal(await readdir(this.path('project/.cache')), ['lavapipe'], 'nothing is left beside');
    return (await readdir(this.cache())).toSorted();
  }
}

async function on(name: keyof typeof systems, use: (world: World) => Promise<void>): Promise<void> {
  const world = new World(await mkdtemp(join(tmpdir(), 'darkroom-lavapipe-')));
  const { release, mesa } = systems[name];
  try {
    for (const [program, script] of Object.entries(programs))
      if (name !== 'fedora' || !/apt|dpkg/.test(program))
        await world.program(`bin/${program}`, `echo ${program} "$@" >> "$WORLD/log"\n${script}`);
    for (const tool of ['sh', 'cat', 'cp', 'sleep']) await symlink(await toolAt(tool), world.path('bin', tool));
    await world.program(
      'project/native/lavapipe/build.sh',
      'echo build.sh >> "$WORLD/log"; cc || exit 1; echo ${MADE:-made} > "$1/liblavapipe.so"; echo {} > "$1/lavapipe.json"; echo ${MADE:-made} > "$1/libhugepages.so"',
    );
    await world.write('project/native/lavapipe/lavapipe.c');
    await world.write('project/native/lavapipe/lavapipe.json', '{}');
    await world.write('project/native/lavapipe/hugepages.c');
    for (const name of ['liblavapipe.so', 'libhugepages.so'])
      await world.write(`project/native/lavapipe/prebuilt/x64/${name}`, 'prebuilt');
    await world.write('system/etc/os-release', release);
    await world.write('system/lib/libsystem.so.1');
    const uri = 'http://mirror.example/debian';
    await world.write(
      'system/etc/apt/sources.list',
      `# ours\ndeb [arch=amd64 signed-by=/a/key.gpg] ${uri} ${name} main contrib\ndeb-src ${uri} ${name} main\n`,
    );
    await world.write(
      'system/etc/apt/sources.list.d/others.sources',
      `Types: deb\nURIs: http://others.example/apt\nSuites: nodistro\nComponents: main\n\nTypes: deb\n# safe\nURIs: http://security.example\nSuites: ${name}-security\nComponents: main\nSigned-By:\n -----BEGIN-----\n .\n abc\n`,
    );
    const driver = { 'usr/lib/libvulkan_lvp.so': library(), 'usr/lib/libvulkan_intel.so': library() };
    await world.package('mesa-vulkan-drivers', 'libc6 (>= 2.36), libllvm19 | libllvm18, libstdc++6', driver, mesa);
    await world.package('libllvm19', 'libc6, libicu76, libgone1', {
      'usr/lib/libLLVM.so.19.1': library(),
      'usr/lib/llvm-19/lib/other.so': '',
    });
    await world.package('libicu76', '', { 'usr/lib/libicuuc.so.76.1': library() });
    await symlink('libicuuc.so.76.1', world.path('packages/libicu76/usr/lib/libicuuc.so.76'));
    await world.package('libstdc++6', '', { 'usr/lib/libstdc++.so.6': library() });
    await use(world);
  } finally {
    await rm(world.folder, { recursive: true });
  }
}

async function toolAt(name: string): Promise<string> {
  for (const folder of ['/bin', '/usr/bin']) {
    const path = join(folder, name);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  throw new Error(`there is no ${name}`);
}

const whole = [
  'lavapipe.json',
  'libLLVM.so.19.1',
  'libhugepages.so',
  'libicuuc.so.76',
  'liblavapipe.so',
  'libvulkan_lvp.so',
  'set-up.json',
];
const fetching =
  "darkroom: fetching Mesa's lavapipe, which draws two to three times faster than Chrome's own SwiftShader…\n";
const swiftShader = "darkroom: drawing on Chrome's SwiftShader: ";
const usesApt = (called: string[]) => called.some(line => line.startsWith('apt'));

test('Debian 13: the driver and the libraries that the system lacks are fetched; the next start asks nobody', () =>
  on('trixie', async world => {
    assert.is(await world.start(), fetching);
    assert.equal(await world.files(), whole);
    const called = await world.called();
    assert.ok(called.includes('apt-get -qq download mesa-vulkan-drivers=25.0.7-2+deb13u1'), 'Mesa 25 rather than 26');
    assert.ok(called.includes('apt-get -qq download libllvm19=1'));
    assert.ok(called.includes('apt-get -qq download libicu76=1'));
    assert.is((await readFile(world.cache('liblavapipe.so'), 'utf8')).trim(), 'made');
    assert.is(await world.start(), '');
    assert.equal(await world.called(), []);
  }));

test('the mirrors, keys and proxy are the system’s; others’ sources and the hooks are not taken', () =>
  on('bookworm', async world => {
    await world.program(
      'bin/apt-get',
      `while read -r line; do echo "$line"; done < "\${APT_CONFIG%/*}/mesa.sources" > "$WORLD/sources"\ncp "$APT_CONFIG" "$WORLD/conf"`,
    );
    await world.start();
    const sources = await readFile(world.path('sources'), 'utf8');
    assert.is(
      sources.trim(),
      `Types: deb\nURIs: http://security.example\nSuites: bookworm-security\nComponents: main\nSigned-By: -----BEGIN-----\n.\nabc\n\n${[
        'bookworm',
        'bookworm-updates',
        'bookworm-backports',
      ]
        .map(
          suite =>
            `Types: deb\nURIs: http://mirror.example/debian\nSuites: ${suite}\nComponents: main\nsigned-by: /a/key.gpg`,
        )
        .join('\n\n')}`,
    );
    const settings = await readFile(world.path('conf'), 'utf8');
    assert.match(settings, 'Acquire::http::Proxy "http://proxy.example:3128";');
    assert.not.match(settings, 'Post-Invoke');
    assert.match(settings, `Dir::State "${world.path('project/.cache/lavapipe-')}`);
  }));

test('Debian 12: Mesa comes from its backports', () =>
  on('bookworm', async world => {
    assert.is(await world.start(), fetching);
    assert.equal(await world.files(), whole);
    assert.ok((await world.called()).includes('apt-get -qq download mesa-vulkan-drivers=25.0.7-2~bpo12+1'));
  }));

test('Ubuntu 22.04: Mesa is too old, which is said once a day, or when something has changed', () =>
  on('jammy', async world => {
    const why = `${fetching}${swiftShader}this release's Mesa is too old (23.2.1-1ubuntu3); to draw two to three times faster, use Debian 12 or Ubuntu 24.04, or a later one. It is tried again tomorrow, or once .cache/lavapipe is removed.\n`;
    assert.is(await world.start(), why);
    assert.equal(await world.files(), ['set-up.json']);
    assert.is(await world.start(), '');
    assert.equal(await world.called(), []);

    await utimes(world.path('system/etc/apt'), 1, 1);
    assert.is(await world.start(), why, 'the sources were changed');

    const stamp = JSON.parse(await readFile(world.cache('set-up.json'), 'utf8')) as { at: number };
    await writeFile(world.cache('set-up.json'), JSON.stringify({ ...stamp, at: stamp.at - 25 * 3600 * 1000 }));
    assert.is(await world.start(), why, 'a day has passed');

    await rm(world.cache(), { recursive: true });
    assert.is(await world.start(), why, 'it was told to');
  }));

test('a Mesa that is installed is used as it is, whichever the distribution', () =>
  on('fedora', async world => {
    const driver = await world.write('system/usr/lib64/libvulkan_lvp.so', library(62, '…Mesa 25.1.4 (LLVM 20.1.6)…'));
    const manifest = (path: string) => JSON.stringify({ ICD: { library_path: path } });
    await world.write('system/usr/lib/libvulkan_lvp.so', library(3, 'Mesa 25.1.4'));
    await world.write('system/usr/share/vulkan/icd.d/lvp_icd.i686.json', manifest('/usr/lib/libvulkan_lvp.so'));
    await world.write('system/usr/share/vulkan/icd.d/lvp_icd.x86_64.json', manifest('libvulkan_lvp.so'));
    const says = await world.start();
    assert.match(says, 'darkroom: making use of the lavapipe of Mesa 25.1.4, which draws two to three times faster');
    assert.equal(await world.files(), [
      'lavapipe.json',
      'libhugepages.so',
      'liblavapipe.so',
      'libvulkan_lvp.so',
      'set-up.json',
    ]);
    assert.is(await readlink(world.cache('libvulkan_lvp.so')), driver);
    assert.is(await world.start(), '');
    assert.equal(await world.called(), []);

    await writeFile(driver, library(62, 'Mesa 25.1.10 '));
    assert.match(await world.start(), 'Mesa 25.1.10', 'it was brought up to date');
  }));

test('elsewhere an old Mesa, or none, is said and never fetched', () =>
  on('fedora', async world => {
    const advice =
      'and it is fetched on Debian and Ubuntu only; to draw two to three times faster, install mesa-vulkan-drivers 25.';
    assert.match(await world.start(), `${swiftShader}Mesa is not installed, ${advice}`);
    await world.write('system/usr/lib64/libvulkan_lvp.so', library(62, 'Mesa 22.3.6 '));
    const manifest = JSON.stringify({ ICD: { library_path: '/usr/lib64/libvulkan_lvp.so' } });
    await world.write('system/usr/share/vulkan/icd.d/lvp_icd.json', manifest);
    assert.match(await world.start(), `${swiftShader}the Mesa that is installed is too old (22.3.6), ${advice}`);
  }));

test('an old Mesa that is installed does not keep a newer one from being fetched', () =>
  on('bookworm', async world => {
    await world.write('system/usr/lib/libvulkan_lvp.so', library(62, 'Mesa 22.3.6 '));
    const manifest = JSON.stringify({ ICD: { library_path: '/usr/lib/libvulkan_lvp.so' } });
    await world.write('system/usr/share/vulkan/icd.d/lvp_icd.x86_64.json', manifest);
    assert.is(await world.start(), fetching);
    assert.ok((await lstat(world.cache('libvulkan_lvp.so'))).isFile());
  }));

test('it is left alone where it would not be used', () =>
  on('trixie', async world => {
    for (const environment of [{ GPU: 'software' }, { GPU: 'require' }, { LAVAPIPE: 'off' }]) {
      assert.is(await world.start(environment), '');
      assert.equal(await world.called(), []);
    }
    world.machine.platform = 'darwin';
    assert.is(await world.start(), '');
    world.machine.platform = 'linux';
    await world.write('system/dev/dri/renderD128');
    assert.is(await world.start(), '', 'there is a GPU');
    assert.not.ok((await readdir(world.path('project'))).includes('.cache'));
  }));

test('musl and other kinds of CPU are said, and no program is asked', () =>
  on('trixie', async world => {
    world.machine.arch = 'riscv64';
    const advice = 'to draw two to three times faster, use';
    assert.match(await world.start(), `${swiftShader}lavapipe is not made ready for riscv64 CPUs; ${advice} one of`);
    world.machine.arch = 'x64';
    await world.write('system/lib/ld-musl-x86_64.so.1');
    await rm(world.cache(), { recursive: true });
    assert.match(
      await world.start(),
      `${swiftShader}its C library is musl, which lavapipe is not made ready for; ${advice}`,
    );
    assert.equal(await world.called(), []);
  }));

test('without a compiler, or with one whose driver does not run, the prebuilt driver is taken', () =>
  on('trixie', async world => {
    for (const environment of [{ NO_CC: 'yes' }, { MADE: 'broken' }]) {
      assert.is(await world.start(environment), fetching);
      assert.is(await readFile(world.cache('liblavapipe.so'), 'utf8'), 'prebuilt');
      assert.equal(await world.files(), whole);
      await rm(world.cache(), { recursive: true });
    }
    await rm(world.path('project/native/lavapipe/prebuilt'), { recursive: true });
    const says = await world.start({ NO_CC: 'yes' });
    assert.match(says, `${swiftShader}there is neither a C compiler nor a prebuilt liblavapipe.so for its CPU`);
  }));

test('what was cut short, is not whole or comes from another machine is made anew', () =>
  on('trixie', async world => {
    const old = await world.write('project/.cache/lavapipe-old/unpacked/x');
    await utimes(dirname(dirname(old)), 1, 1);
    await world.write('project/.cache/lavapipe/libvulkan_lvp.so');
    const changes = [
      () => Promise.resolve(),
      () => rm(world.cache('libicuuc.so.76')),
      () => truncate(world.cache('libLLVM.so.19.1'), 10),
      () => rm(world.cache('set-up.json')),
      () =>
        world
          .write('system/etc/os-release', debian('14', 'trixie'))
          .then(() => world.write('system/etc/os-release', 'ID=debian\nVERSION_ID=13\nVERSION_CODENAME=trixie\n')),
      async () => {
        await rm(world.path('system/lib/libsystem.so.1'));
      },
    ];
    for (const change of changes) {
      await change();
      assert.is(await world.start(), fetching, String(change));
      assert.equal(await world.files(), whole);
    }
  }));

test('a shim that was changed is made anew, and Mesa not fetched again', () =>
  on('trixie', async world => {
    await world.start();
    for (const source of ['lavapipe.c', 'hugepages.c']) {
      await world.write(`project/native/lavapipe/${source}`, '/* mended */');
      assert.is(await world.start({ MADE: `mended ${source}` }), '');
      assert.not.ok(usesApt(await world.called()));
      for (const name of ['liblavapipe.so', 'libhugepages.so'])
        assert.is((await readFile(world.cache(name), 'utf8')).trim(), `mended ${source}`);
      assert.equal(await world.files(), whole);
      assert.is(await world.start(), '');
      assert.equal(await world.called(), []);
    }
  }));

test('a mirror that does not answer, or not in time, is given up', () =>
  on('trixie', async world => {
    assert.match(
      await world.start({ DOWN: 'yes' }),
      `${swiftShader}apt finds no mesa-vulkan-drivers (nobody answers at mirror.example); to draw two to three times faster, install mesa-vulkan-drivers 25. It`,
    );
    await rm(world.cache(), { recursive: true });
    world.machine.patience = 1;
    assert.match(await world.start({ SLOW: 'yes' }), `${swiftShader}apt-get was not done after 1 s; to draw`);
    assert.equal(await world.files(), ['set-up.json']);
  }));

test('a library that the system has too old is brought; the C library is not', () =>
  on('trixie', async world => {
    assert.is(await world.start({ OUTDATED: 'libstdc++.so.6' }), fetching);
    assert.equal(await world.files(), [...whole, 'libstdc++.so.6'].toSorted());
    await rm(world.cache(), { recursive: true });
    const why =
      'its C library is older than the one that lavapipe needs; to draw two to three times faster, use Debian 12';
    assert.match(await world.start({ OUTDATED: 'libc.so.6' }), `${swiftShader}${why}`);
  }));

test('a folder that cannot be written does not keep a start', () =>
  on('trixie', async world => {
    await world.write('project/.cache');
    const says = await world.start();
    assert.match(says, swiftShader);
    assert.match(says, 'It is tried again at the next start.');
  }));

test('apt without a mirror of the release is said', () =>
  on('trixie', async world => {
    await world.write('system/etc/apt/sources.list');
    await world.write('system/etc/apt/sources.list.d/others.sources');
    assert.match(await world.start(), `${swiftShader}apt's sources name no mirror of this release's packages; to draw`);
  }));

test('the package of a library is found by its name', async () => {
  const { packageCalled } = (await import(moduleOf('mesa-packages'))) as {
    packageCalled: (library: string, names: string[]) => string | undefined;
  };
  const names = [
    'libxcb1',
    'libxcb-dri3-0',
    'libllvm15',
    'libllvm19',
    'libelf1t64',
    'libxml2',
    'libgcc-s1',
    'libstdc++6',
  ];
  const pairs = {
    'libxcb.so.1': 'libxcb1',
    'libxcb-dri3.so.0': 'libxcb-dri3-0',
    'libLLVM-15.so.1': 'libllvm15',
    'libLLVM.so.19.1': 'libllvm19',
    'libelf.so.1': 'libelf1t64',
    'libxml2.so.2': 'libxml2',
    'libgcc_s.so.1': 'libgcc-s1',
    'libstdc++.so.6': 'libstdc++6',
    'libicuuc.so.76': undefined,
  };
  for (const [name, wanted] of Object.entries(pairs)) assert.is(packageCalled(name, names), wanted, name);
});

test('a library’s DT_RUNPATH becomes a DT_RPATH, and nothing else is changed', () =>
  on('trixie', async world => {
    const { openSearchPath } = (await import(moduleOf('search-path'))) as { openSearchPath: (path: string) => void };
    const bytes = Buffer.alloc(64 + 2 * 56 + 4 * 16);
    bytes.writeBigUInt64LE(64n, 32);
    bytes.writeUInt16LE(56, 54);
    bytes.writeUInt16LE(2, 56);
    bytes.writeUInt32LE(2, 64 + 56);
    bytes.writeBigUInt64LE(176n, 64 + 56 + 8);
    bytes.writeBigUInt64LE(64n, 64 + 56 + 32);
    // the last is behind the end
    [1n, 29n, 29n, 1234n, 0n, 0n, 29n, 5n].forEach((value, index) => bytes.writeBigUInt64LE(value, 176 + index * 8));
    const path = await world.write('library.so', bytes);
    openSearchPath(path);
    bytes.writeBigUInt64LE(15n, 176 + 16);
    assert.equal(await readFile(path), bytes);
  }));

test.run();
