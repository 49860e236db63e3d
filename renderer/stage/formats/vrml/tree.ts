/** What a field of a node may have: one of them, or a list of one kind. */
export type Value = number | string | boolean | Node | null;

/** A node as it is written. One that is used again is the same node. */
export interface Node {
  type: string;
  /** After DEF; empty where it has none. */
  name: string;
  fields: Map<string, Value[]>;
}

/** What is between words: gaps and comments. */
const gap = /[\s,]+|#[^\r\n]*/y;
/** A string, a bracket or a word. */
const token = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{}]|[^\s,"#{}[\]]+/y;
const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$|^0[xX][\da-fA-F]+$/;
const keywords: Readonly<Record<string, boolean | null>> = { TRUE: true, FALSE: false, NULL: null };

/** Reads VRML 97. @throws Error where it does not follow its grammar */
export function parseVrml(text: string): Node[] {
  return new Parser(text).all();
}

class Parser {
  readonly #text: string;
  readonly #known = new Map<string, Node>();
  #at = 0;
  #next = '';

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  all(): Node[] {
    const nodes: Node[] = [];
    while (this.#next !== '') {
      if (this.#skipsRoute()) continue;
      const node = this.#node(this.#take());
      if (node) nodes.push(node);
    }
    return nodes;
  }

  #advance(): void {
    for (gap.lastIndex = this.#at; gap.test(this.#text); ) this.#at = gap.lastIndex;
    token.lastIndex = this.#at;
    this.#next = token.exec(this.#text)?.[0] ?? '';
    if (this.#next === '' && this.#at < this.#text.length)
      throw new Error(`text in it from character ${this.#at} on does not end`);
    this.#at += this.#next.length;
  }

  #take(): string {
    const taken = this.#next;
    this.#advance();
    return taken;
  }

  #expect(word: string): void {
    const found = this.#take();
    if (found !== word) throw new Error(`"${word}" is expected in it before character ${this.#at}, and not "${found}"`);
  }

  /** ROUTE a.b TO c.d: what happens over time. */
  #skipsRoute(): boolean {
    if (this.#next !== 'ROUTE') return false;
    for (let word = 0; word < 4; word++) this.#advance();
    return true;
  }

  /** @param word its first, which was taken */
  #node(word: string): Node | null {
    if (word === 'NULL') return null;
    if (word === 'USE') return this.#used(this.#take());
    const name = word === 'DEF' ? this.#take() : '';
    const type = word === 'DEF' ? this.#take() : word;
    if (!/^[A-Za-z_]/.test(type))
      throw new Error(`a node is expected in it before character ${this.#at}, and not "${type}"`);
    const node: Node = { type, name, fields: new Map() };
    this.#expect('{');
    while (this.#next !== '}') if (!this.#skipsRoute()) this.#field(node);
    this.#expect('}');
    if (name !== '') this.#known.set(name, node);
    return node;
  }

  #used(name: string): Node {
    const node = this.#known.get(name);
    if (!node) throw new Error(`it uses "${name}", and nothing before has that name`);
    return node;
  }

  #field({ fields }: Node): void {
    const word = this.#take();
    if (word === '') throw new Error('it is cut short');
    // of a script: what it declares, some of it with a value
    if (word === 'eventIn' || word === 'eventOut') {
      this.#advance();
      this.#advance();
      return;
    }
    const isDeclared = word === 'field' || word === 'exposedField';
    if (isDeclared) this.#advance();
    const name = isDeclared ? this.#take() : word;
    fields.set(name, this.#next === '[' ? this.#list() : this.#values());
  }

  #list(): Value[] {
    const values: Value[] = [];
    this.#expect('[');
    while (this.#next !== ']') {
      if (this.#next === '') throw new Error('it is cut short');
      if (!this.#skipsRoute()) values.push(this.#value());
    }
    this.#expect(']');
    return values;
  }

  /** Without brackets: numbers as long as there are any, else one value. */
  #values(): Value[] {
    const values = [this.#value()];
    if (typeof values[0] === 'number') while (number.test(this.#next)) values.push(Number(this.#take()));
    return values;
  }

  #value(): Value {
    const word = this.#take();
    if (number.test(word)) return Number(word);
    // as it is written: exporters put the backslashes of paths into it as they are
    if (word.startsWith('"')) return word.slice(1, -1);
    return Object.hasOwn(keywords, word) ? (keywords[word] ?? null) : this.#node(word);
  }
}
