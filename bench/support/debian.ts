import { execFile } from 'node:child_process';
import { glob, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isAbsent } from './display.ts';
import { exists } from './exists.ts';
import { Missing } from './missing.ts';

/** Programs of another release of Debian, in a folder of their own with every library that they need, down to the C library. */
export interface DebianRoot {
  /** What a command line starts with, before the program's own arguments. */
  command(program: string): Promise<string[]>;
  /** A package's version, without the epoch and what Debian adds. */
  versionOf(name: string): Promise<string>;
}

const roots = fileURLToPath(new URL('../../.cache/debian', import.meta.url));
const run = promisify(execFile);

/**
 * Unpacks packages and all that they depend on, from the mirror that this machine's packages come from; nothing is installed. What is unpacked already
 * is not fetched again: delete the folder for newer ones.
 * @param suite of Debian: its name
 * @throws {Missing} where that fails
 */
export async function debianRoot(suite: string, packages: readonly string[]): Promise<DebianRoot> {
  const root = join(roots, suite);
  if (!(await exists(root))) await fetchInto(root, suite, packages);
  return {
    command: program => commandIn(root, program),
    async versionOf(name) {
      const files = (await readFile(join(root, 'packages'), 'utf8')).split('\n');
      const [, version = ''] = files.find(file => file.startsWith(`${name}_`))?.split('_') ?? [];
      return upstream(version.replace('%3a', ':'));
    },
  };
}

/** Of a package that this machine has; `unknown` where it does not. */
export async function installedVersion(name: string): Promise<string> {
  const asked = run('dpkg-query', ['--show', '--showformat=${Version}', name]);
  return asked.then(
    ({ stdout }) => upstream(stdout),
    () => 'unknown',
  );
}

/** Without Debian's epoch, and what it adds. */
export function upstream(version: string): string {
  return /^(?:\d+:)?([\d.]*\d)/.exec(version)?.[1] ?? 'unknown';
}

async function fetchInto(root: string, suite: string, packages: readonly string[]): Promise<void> {
  const part = `${root}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    const options = await aptOptions(part, suite);
    console.error(`Fetching ${packages.join(', ')} of Debian ${suite} …`);
    await run('apt-get', [...options, '-qq', 'update']);
    await run('apt-get', [...options, '-qq', '--yes', '--download-only', 'install', ...packages]);
    await unpack(part);
    await rename(part, root);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (isAbsent(error)) throw new Missing('this is no Debian: there is no apt-get');
    if (error instanceof Missing) throw error;
    const [first] = error instanceof Error ? error.message.split('\n').slice(1) : [];
    throw new Missing(`packages of Debian ${suite} could not be fetched: ${first ?? String(error)}`);
  }
}

/** With which apt knows of nothing installed, of one suite, and of no folders but these. */
async function aptOptions(part: string, suite: string): Promise<string[]> {
  const [lists, archives, sources, status] = ['lists', 'archives', 'suite.list', 'status'].map(name =>
    join(part, name),
  );
  await mkdir(join(part, 'lists/partial'), { recursive: true });
  await mkdir(join(part, 'archives/partial'), { recursive: true });
  await writeFile(join(part, 'suite.list'), `deb ${await mirror()} ${suite} main\n`);
  await writeFile(join(part, 'status'), '');
  const settings = {
    'Dir::State': part,
    'Dir::State::Lists': lists,
    'Dir::State::Status': status,
    'Dir::Cache': part,
    'Dir::Cache::Archives': archives,
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'Acquire::Languages': 'none',
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Where the packages of Debian's own main part come from; updates and security have other suites. */
async function mirror(): Promise<string> {
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(ORIGIN)\t$(LABEL)\t$(COMPONENT)\t$(SITE)']);
  const found = stdout.split('\n').map(line => line.split('\t'));
  const [, , , site] =
    found.find(([origin, label, component]) => isDebian(origin, label) && component === 'main') ?? [];
  if (!site) throw new Missing("apt's sources name no mirror of Debian");
  return site;
}

function isDebian(origin: string | undefined, label: string | undefined): boolean {
  return origin === 'Debian' && label === 'Debian';
}

/** Names of the packages stay, as the versions are in them; the packages do not. */
async function unpack(part: string): Promise<void> {
  const archives = join(part, 'archives');
  const files = (await readdir(archives)).filter(name => name.endsWith('.deb'));
  for (const file of files) {
    await run('dpkg-deb', ['--extract', join(archives, file), part]);
    await rm(join(archives, file));
  }
  await writeFile(join(part, 'packages'), files.join('\n'));
  await rm(join(part, 'lists'), { recursive: true });
}

/**
 * By its own loader, which looks for libraries in this root before the machine's. `env` becomes the program. OpenGL's drivers are looked for in this
 * root too.
 */
async function commandIn(root: string, program: string): Promise<string[]> {
  const [loader] = await Array.fromAsync(glob(join(root, 'usr/lib/*/ld-linux*.so.*')));
  if (!loader) throw new Missing(`${root} has no loader`);
  const libraries = join(loader, '..');
  const vendors = join(root, 'usr/share/glvnd/egl_vendor.d');
  const settings = [
    `__EGL_VENDOR_LIBRARY_DIRS=${vendors}`,
    `LIBGL_DRIVERS_PATH=${join(libraries, 'dri')}`,
    // EGL needs no screen, and would look for one
    'EGL_PLATFORM=surfaceless',
  ];
  return ['env', ...settings, loader, '--library-path', libraries, join(root, 'usr/bin', program)];
}
