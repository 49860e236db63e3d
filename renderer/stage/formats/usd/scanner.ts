/** A value as a text layer has it: lists and tuples as lists, dictionaries as records. */
export type Value = number | boolean | string | null | Value[] | { [key: string]: Value };

const gap = /(?:[\s;]|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const string = /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/y;
const asset = /@@@([\s\S]*?)@@@|@([^@\n]*)@/y;
const path = /<([^>\n]*)>/y;
const number = /[-+]?(?:inf|nan|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.])/y;
const plainList = /\[([-+.\deE,()\s]*)\]/y;
const word = /[A-Za-z_][\w:.]*/y;

const named: Readonly<Record<string, Value>> = { true: true, false: false, None: null };
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Takes a text layer apart, from its start on. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    this.skip();
    return this.#at >= this.#text.length;
  }

  /** Passes over space, comments and ends of statements. */
  skip(): void {
    this.#match(gap);
  }

  /** Takes what a pattern describes, if it comes next. @param pattern has the flag y */
  take(pattern: RegExp): RegExpExecArray | undefined {
    this.skip();
    return this.#match(pattern);
  }

  /** Takes a mark, if it comes next. */
  mark(mark: string): boolean {
    this.skip();
    const isNext = this.#text.startsWith(mark, this.#at);
    if (isNext) this.#at += mark.length;
    return isNext;
  }

  /** @throws where another comes next */
  expect(mark: string): void {
    if (!this.mark(mark)) this.fail(`"${mark}" is wanted`);
  }

  fail(why: string): never {
    throw new Error(`its line ${this.#text.slice(0, this.#at).split('\n').length} is no USD: ${why}`);
  }

  name(): string {
    return this.take(word)?.[0] ?? this.string() ?? this.fail('a name is wanted');
  }

  string(): string | undefined {
    const found = this.take(string);
    const written = found?.slice(1).find(one => one !== undefined);
    return written?.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
  }

  /** Passes over a value, so that nothing of what is in it is made sense of. */
  value(): Value {
    const list = this.take(plainList)?.[1];
    if (list !== undefined) return numbersIn(list);
    if (this.mark('[')) return this.#items(']');
    if (this.mark('(')) return this.#items(')');
    if (this.mark('{')) return this.#entries();
    const text = this.string();
    if (text !== undefined) return text;
    const file = this.take(asset);
    if (file) return this.#reference(file[1] ?? file[2] ?? '');
    const target = this.take(path);
    if (target) return `<${target[1] ?? ''}>`;
    const digits = this.take(number)?.[0];
    if (digits !== undefined) return numberOf(digits);
    const written = this.take(word)?.[0] ?? this.fail('a value is wanted');
    return named[written] ?? (written === 'None' ? null : written);
  }

  /** A file, and the prim of it that is meant. */
  #reference(file: string): string {
    const target = this.#match(path)?.[1];
    return target === undefined ? file : `@${file}@<${target}>`;
  }

  #items(end: string): Value[] {
    const items: Value[] = [];
    while (!this.mark(end)) {
      items.push(this.value());
      // what is said of a reference: an offset in time
      if (end === ']' && this.mark('(')) this.#pass();
      this.mark(',');
    }
    return items;
  }

  #entries(): { [key: string]: Value } {
    const entries: { [key: string]: Value } = {};
    while (!this.mark('}')) {
      const time = this.take(number)?.[0];
      if (time !== undefined) {
        this.expect(':');
        entries[time] = this.value();
      } else {
        const names = [this.name()];
        if (this.mark('[]') || !this.mark('=')) {
          names.push(this.name());
          this.expect('=');
        }
        entries[names.at(-1) ?? ''] = this.value();
      }
      this.mark(',');
    }
    return entries;
  }

  #pass(): void {
    while (!this.mark(')')) {
      this.name();
      this.expect('=');
      this.value();
      this.mark(',');
    }
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}

/** All numbers of a list, of tuples too. */
function numbersIn(list: string): number[] {
  const plain = list
    .replace(/[()\s]+/g, ' ')
    .replace(/[, ]*$/, '')
    .trim();
  return plain === '' ? [] : plain.split(/\s*,\s*/).map(Number);
}

function numberOf(digits: string): number {
  if (digits.endsWith('nan')) return NaN;
  return digits.endsWith('inf') ? (digits.startsWith('-') ? -Infinity : Infinity) : Number(digits);
}
