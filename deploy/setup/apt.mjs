import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOf, readSources } from './apt-sources.mjs';
import { Obstacle } from './commands.mjs';

const architectures = { x64: 'amd64', arm64: 'arm64' };
/** Whatever their release is called, some systems ask for it by these names. */
const aliases = ['stable', 'oldstable', 'testing', 'unstable', 'sid'];
/** Debian 12 itself has a Mesa that is too old. */
const extensions = { bookworm: ['', '-updates', '-backports'] };

/**
 * An apt with lists, sources and a cache of its own in `folder`, which any user may have. It asks the mirrors that the system's
 * apt asks, trusts the keys that it trusts and goes by its proxies; of the system's packages it neither knows nor changes any.
 */
export function openApt(run, folder, { system, arch, release }) {
  const sources = sourcesFor(release, readSources(system));
  if (sources.length === 0) throw new Obstacle("apt's sources name no mirror of this release's packages");
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'packages'])
    mkdirSync(join(folder, name), { recursive: true });
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const settings = {
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::sourcelist': file('mesa.sources', sources.map(stanzaOf).join('\n')),
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': file('status', ''),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Architecture': architectures[arch],
    'APT::Architectures': architectures[arch],
    // the user that apt gives up root for may not write here
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::GzipIndexes': 'true',
    'Acquire::PDiffs': 'false',
    'Acquire::Retries': '0',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
  };
  // the system's own settings less its hooks, which would tidy up and tell others what was not done to the system
  const inherited = run('apt-config', ['dump']).stdout.split('\n');
  const lines = [
    ...inherited.filter(line => /^Acquire::(http|https|Check-|ForceIPv|Max-)/.test(line)),
    ...Object.entries(settings).map(([name, value]) => `${name} "${value}";`),
  ];
  const env = { APT_CONFIG: file('apt.conf', `${lines.join('\n')}\n`) };
  const packages = join(folder, 'packages');

  const update = () => {
    // not all sources need answer: what is then lacking is said where it is looked for
    const { stderr } = run('apt-get', ['-qq', 'update'], { env });
    return reasonIn(stderr);
  };

  /** Of each package that has one of these names, each version: newest first. */
  const describe = names => {
    const { stdout } = run('apt-cache', ['show', ...names], { env });
    return stdout.split(/\n\s*\n/).flatMap(stanza => {
      const { Package: name, Version: version, Depends: depends = '' } = Object.fromEntries(fieldsOf(stanza));
      return name && version ? [{ name, version, depends: namesIn(depends) }] : [];
    });
  };

  /** The files of these packages. */
  const download = wanted => {
    const before = new Set(readdirSync(packages));
    const args = ['-qq', 'download', ...wanted.map(({ name, version }) => `${name}=${version}`)];
    const { status, stderr } = run('apt-get', args, { env, cwd: packages });
    if (status !== 0) throw new Obstacle(`its packages could not be fetched (${reasonIn(stderr) ?? 'apt-get failed'})`);
    const files = readdirSync(packages).filter(name => name.endsWith('.deb') && !before.has(name));
    return files.map(name => join(packages, name));
  };

  return { update, describe, download };
}

/** The system's sources of this release, its updates and its security updates, and what extends it where that is needed. */
function sourcesFor({ codenames, isDebian }, all) {
  const names = [...codenames, ...(isDebian ? aliases : [])];
  const usable = all.filter(({ uri, components }) => components.includes('main') && !uri.startsWith('cdrom:'));
  const base = usable.filter(({ suite }) => names.includes(suite));
  const endings = codenames.map(name => extensions[name]).find(Boolean) ?? ['', '-updates'];
  const asked = base.flatMap(source => endings.map(ending => ({ ...source, suite: source.suite + ending })));
  const others = usable.filter(({ suite }) =>
    names.some(name => [`${name}-updates`, `${name}-security`].includes(suite)),
  );
  const distinct = new Map([...others, ...asked].map(source => [`${source.uri} ${source.suite}`, source]));
  return [...distinct.values()];
}

function stanzaOf({ uri, suite, options }) {
  const own = ['Types: deb', `URIs: ${uri}`, `Suites: ${suite}`, 'Components: main'];
  return [...own, ...options.map(([name, value]) => `${name}: ${value}`), ''].join('\n');
}

/** `libc6 (>= 2.36), libx | liby` → libc6, libx */
function namesIn(depends) {
  return depends.split(',').flatMap(one => /^\s*([^\s(|:]+)/.exec(one)?.[1] ?? []);
}

/** What apt names first as going wrong. */
function reasonIn(text) {
  return /^[EW]: (.*)$/m.exec(text)?.[1];
}
