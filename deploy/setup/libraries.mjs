import { basename } from 'node:path';
import { newerSystem, Obstacle } from './commands.mjs';

/** The C library itself: what wants a newer one runs on a newer system only. */
const ofSystem = /^(ld-linux.*|lib(c|m|dl|rt|pthread|util|resolv))\.so\.\d+$/;

/**
 * What becomes of the libraries that `file` needs where `folder`, if any, is looked in first: `found`, the paths of those that are there, and
 * `lacking`, the names of those that are nowhere, or are there too old.
 * @throws {Obstacle} where no library that could be brought would help
 */
export function librariesOf(run, file, folder) {
  const { status, stdout, stderr, isInstalled } = run(
    'ldd',
    ['-r', file],
    folder ? { env: { LD_LIBRARY_PATH: folder } } : {},
  );
  if (!isInstalled) throw new Obstacle('there is no ldd, which says what libraries a driver needs');
  const lines = [...stdout.split('\n'), ...stderr.split('\n')].map(line => line.trim());
  const each = pattern => lines.flatMap(line => pattern.exec(line)?.[1] ?? []);
  const found = each(/ => (\/\S+) \(/);
  const outdated = each(/(\/\S+): version `[^']*' not found/).map(path => basename(path));
  const lacking = [...new Set([...each(/^(\S+) => not found/), ...outdated])];
  const undefinedSymbols = each(/^undefined symbol: (\w+)/);

  if (lacking.some(name => ofSystem.test(name)))
    throw new Obstacle('its C library is older than the one that lavapipe needs', newerSystem);
  // symbols of a library that lacks are undefined too
  if (lacking.length === 0 && undefinedSymbols.length > 0)
    throw new Obstacle(`one of its libraries lacks ${undefinedSymbols[0]}, which lavapipe needs`);
  if (status !== 0 && lacking.length === 0) throw new Obstacle(`${basename(file)} does not run here`);
  return { found, lacking };
}
