import { join } from 'node:path';
import { entriesOf, textOf } from './files.mjs';

/** What a source says beside where it is and of what; the rest is ours to say. */
const kept = /^(signed-by|trusted|check-valid-until|check-date|allow-.*)$/i;

/**
 * The sources of the system's apt: `{ uri, suite, components, options }` for each suite of binary packages.
 * Read from both kinds of files that it has.
 */
export function readSources(system) {
  const folder = join(system, 'etc/apt');
  const inFolder = entriesOf(join(folder, 'sources.list.d')).map(name => join('sources.list.d', name));
  return ['sources.list', ...inFolder].flatMap(name => {
    const text = textOf(join(folder, name));
    if (name.endsWith('.list')) return text.split('\n').flatMap(sourcesOfLine);
    return name.endsWith('.sources') ? text.split(/\n\s*\n/).flatMap(sourcesOfStanza) : [];
  });
}

/** `deb [signed-by=/a/keyring arch=amd64] http://mirror.example/debian trixie main` */
function sourcesOfLine(line) {
  const parts = /^\s*deb\s+(?:\[(?<options>[^\]]*)\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s+(?<components>[^#]+)/.exec(line);
  if (!parts) return [];
  const { options = '', uri, suite, components } = parts.groups;
  const named = words(options)
    .map(option => option.split('='))
    .map(([name, value = '']) => [name, value.replaceAll(',', ' ')]);
  return [{ uri, suite, components: words(components), options: named.filter(([name]) => kept.test(name)) }];
}

function sourcesOfStanza(stanza) {
  const fields = fieldsOf(stanza);
  const field = name => fields.find(([other]) => other.toLowerCase() === name)?.[1] ?? '';
  if (!words(field('types')).includes('deb') || /^no$/i.test(field('enabled'))) return [];
  const options = fields.filter(([name]) => kept.test(name));
  const components = words(field('components'));
  return words(field('uris')).flatMap(uri =>
    words(field('suites')).map(suite => ({ uri, suite, components, options })),
  );
}

/** The fields of a stanza as apt and dpkg write it; a field goes on in the lines that begin with a space. */
export function fieldsOf(stanza) {
  const lines = stanza.split('\n').filter(line => !line.startsWith('#'));
  const fields = lines.join('\n').split(/\n(?!\s)/);
  return fields.flatMap(field => {
    const colon = field.indexOf(':');
    return colon < 1 ? [] : [[field.slice(0, colon), field.slice(colon + 1).trim()]];
  });
}

function words(text) {
  return text.split(/\s+/).filter(Boolean);
}
