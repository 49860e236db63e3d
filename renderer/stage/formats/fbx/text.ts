import { bytesValue, type FbxRecord, type FbxValue, listValue, numberValue, stringValue, textOf } from './record.ts';

const gap = /(?:\s|;[^\n]*)*/y;
const space = /[ \t\r]*/y;
const name = /([^\s:{}",;]+)[ \t]*:/y;
const quoted = /"([^"]*)"/y;
const list = /\*\d+\s*\{\s*(?:a\s*:\s*)?([^}]*)\}/y;
const word = /[^\s,{}";]+/y;

/**
 * Records of an FBX in text, whose braces were checked to match. Braces and semicolons within quotes are text, and objects are called
 * `Model::Quad`, of which the class is left out.
 */
export function readText(text: string): FbxRecord[] {
  let at = 0;
  /** Takes what is there, if it is. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };

  const isNext = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    return pattern.test(text);
  };

  const records = (): FbxRecord[] => {
    const found: FbxRecord[] = [];
    for (take(gap); at < text.length && text[at] !== '}'; take(gap)) {
      const named = take(name);
      if (!named) throw new Error(`its line ${text.slice(0, at).split('\n').length} is no FBX`);
      found.push(record(named[1] ?? ''));
    }
    at += 1;
    return found;
  };

  const record = (own: string): FbxRecord => {
    const made: FbxRecord = { name: own, values: [], children: [] };
    const strings: string[] = [];
    for (;;) {
      take(space);
      const mark = text[at];
      if (mark === '{') {
        at += 1;
        return { ...made, children: records() };
      }
      if (mark === ',') {
        // what follows a comma belongs to it, on whatever line
        at += 1;
        take(gap);
        if (isNext(name)) break;
        continue;
      }
      const string = take(quoted);
      if (string) strings.push(string[1] ?? '');
      const value = string ? stringValue(unescaped(string[1] ?? '')) : plainValue();
      if (!value) break;
      made.values.push(value);
    }
    return own === 'Content' ? { ...made, values: [bytesValue(fromBase64(strings))] } : made;
  };

  const plainValue = (): FbxValue | undefined => {
    const numbers = take(list)?.[1];
    return numbers === undefined ? valueOf(take(word)?.[0]) : listValue(numbersIn(numbers));
  };

  return withPlainNames(records());
}

function withPlainNames(all: FbxRecord[]): FbxRecord[] {
  for (const object of all.filter(one => one.name === 'Objects').flatMap(({ children }) => children))
    if (object.values[1]) object.values[1] = stringValue(textOf(object.values[1]).replace(/^\w*::/, ''));
  return all;
}

function valueOf(written: string | undefined): FbxValue | undefined {
  if (written === undefined) return undefined;
  return Number.isNaN(Number(written)) ? stringValue(written) : numberValue(Number(written));
}

function numbersIn(written: string): number[] {
  const plain = written.trim().replace(/,$/, '');
  return plain === '' ? [] : plain.split(',').map(Number);
}

function unescaped(string: string): string {
  return string.replaceAll('&quot;', '"');
}

/** In pieces that were each packed by themselves. */
function fromBase64(pieces: readonly string[]): Uint8Array {
  const bytes = pieces.map(piece => atob(piece.replace(/\s/g, ''))).join('');
  return Uint8Array.from(bytes, letter => letter.charCodeAt(0));
}
