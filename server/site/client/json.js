/**
 * What the playground and the docs know of JSON's text: its tokens, and where each value stands in it.
 * @typedef {'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'wrong'} Kind
 * @typedef {{ kind: Kind, start: number, end: number }} Token
 * @typedef {{ start: number, end: number }} Span
 * @typedef {{ key: Span | undefined, value: Span }} Place
 * @typedef {{ at: number, says: string }} Flaw
 */

const pattern =
  // oxlint-disable-next-line no-control-regex -- JSON has none of them within strings
  /(?<space>[ \t\r\n]+)|(?<string>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))|(?<word>(?:true|false|null)(?!\w))|(?<mark>[{}[\],:])|(?<wrong>"[^"\n]*"?|[^\s{}[\],:"]+)/g;

/**
 * Text as tokens, without a gap. A string before a colon is a key.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  const found = [...text.matchAll(pattern)].map(match => {
    const [kind = 'wrong'] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? [];
    return { kind: /** @type {Kind} */ (kind), start: match.index, end: match.index + match[0].length };
  });
  found.forEach((token, at) => {
    if (token.kind !== 'string') return;
    const next = found[at + 1]?.kind === 'space' ? found[at + 2] : found[at + 1];
    if (next && text[next.start] === ':') token.kind = 'key';
  });
  return found;
}

/**
 * Where each value stands, by its JSON pointer, as far as the text can be read.
 * @param {string} text
 * @returns {{ places: Map<string, Place>, flaw: Flaw | undefined }}
 */
export function places(text) {
  /** @type {Map<string, Place>} */
  const found = new Map();
  const solid = tokens(text).filter(({ kind }) => kind !== 'space');
  let at = 0;

  /** @param {string} says @returns {Flaw} */
  const flawed = says => ({ at: solid[at]?.start ?? text.trimEnd().length, says });
  /** @param {string} ending */
  const unclosed = ending =>
    flawed(solid[at] ? `A comma is missing before ${shown()}` : `The JSON ends too early: a ${ending} is missing.`);
  const shown = () => text.slice(solid[at]?.start, solid[at]?.end).slice(0, 20);
  /** @param {string} mark */
  const is = mark => solid[at]?.kind === 'mark' && shown() === mark;

  /** @param {string} pointer @param {Span | undefined} key */
  const value = (pointer, key) => {
    const first = solid[at];
    if (!first) throw flawed('The JSON ends too early.');
    if (is('{')) members(pointer);
    else if (is('[')) entries(pointer);
    else if (first.kind === 'mark') throw flawed(`A value is missing before ${shown()}`);
    else if (first.kind === 'wrong') throw flawed(wrongly(shown()));
    else at++;
    const last = solid[at - 1] ?? first;
    found.set(pointer, { key, value: { start: first.start, end: last.end } });
  };

  /** @param {string} pointer */
  const members = pointer => {
    at++;
    if (is('}')) return void at++;
    for (;;) {
      const key = solid[at];
      if (!key) throw flawed('The JSON ends too early: a } is missing.');
      if (is('}')) throw flawed('There is a comma too many before }');
      if (key.kind !== 'key')
        throw flawed(
          key.kind === 'string'
            ? `A colon is missing after ${shown()}`
            : `A field's name in "quotes" is missing before ${shown()}`,
        );
      at += 2;
      const name = JSON.parse(text.slice(key.start, key.end)).replaceAll('~', '~0').replaceAll('/', '~1');
      value(`${pointer}/${name}`, { start: key.start, end: key.end });
      if (is('}')) return void at++;
      if (!is(',')) throw unclosed('}');
      at++;
    }
  };

  /** @param {string} pointer */
  const entries = pointer => {
    at++;
    if (is(']')) return void at++;
    for (let index = 0; ; index++) {
      if (is(']')) throw flawed('There is a comma too many before ]');
      value(`${pointer}/${index}`, undefined);
      if (is(']')) return void at++;
      if (!is(',')) throw unclosed(']');
      at++;
    }
  };

  try {
    value('', undefined);
    if (solid[at]) throw flawed(`The JSON is over before ${shown()}`);
    return { places: found, flaw: undefined };
  } catch (flaw) {
    if (flaw instanceof Error) throw flaw;
    return { places: found, flaw: /** @type {Flaw} */ (flaw) };
  }
}

/** @param {string} text */
function wrongly(text) {
  if (text.startsWith('"')) return `This string has no end, or a wrong escape: ${text}`;
  if (text.startsWith("'")) return 'JSON has "double quotes" alone.';
  if (text.startsWith('//') || text.startsWith('/*')) return 'JSON has no comments.';
  return `${text} is no value of JSON.`;
}

/**
 * The place of a pointer, or of the nearest that is there above it.
 * @param {ReadonlyMap<string, Place>} found
 * @param {string} pointer
 * @returns {Place | undefined}
 */
export function nearest(found, pointer) {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = found.get(at);
    if (place || at === '') return place;
  }
}
