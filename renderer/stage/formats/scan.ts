import { wordsOf } from '../util/text.ts';

const [newline, returning, space, tab, hash, backslash, slash] = [0x0a, 0x0d, 0x20, 0x09, 0x23, 0x5c, 0x2f];
const [plus, minus, dot, zero, nine] = [0x2b, 0x2d, 0x2e, 0x30, 0x39];

/** Letters of a word that are looked at. */
const longest = 64;

/** Powers of ten that 64 bits hold exactly. */
const tens = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * Reads lines of words from their bytes: a large model has millions, and as strings they would take ten times as long. A `#` begins a
 * comment wherever it is, and a line that ends in a backslash goes on in the next, as OBJ has it.
 */
export class Scan {
  readonly #bytes: Uint8Array;
  /** What ends a line: in old files a carriage return alone. */
  readonly #end: number;
  #at = 0;

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#end = bytes.includes(newline, start) ? newline : returning;
    this.#at = start;
    if (start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  /** The first word of the next line that has one; `undefined` at the end. */
  statement(): string | undefined {
    do if (!this.ended()) return this.#word();
    while (this.nextLine());
    return undefined;
  }

  /** Goes to the next line; whether there is one. */
  nextLine(): boolean {
    this.skip();
    this.#at += 1;
    return this.#at < this.#bytes.length;
  }

  /** Goes to the next word; whether the line has none. */
  ended(): boolean {
    for (;;) {
      const code = this.#bytes[this.#at];
      if (code === undefined || code === this.#end) return true;
      if (code <= space) this.#at += 1;
      else if (code === hash) this.skip();
      else if (code !== backslash || this.#continued() === 0) return false;
      else this.#at += this.#continued();
    }
  }

  /** Past the rest of a line. */
  skip(): void {
    const end = this.#bytes.indexOf(this.#end, this.#at);
    this.#at = end < 0 ? this.#bytes.length : end;
  }

  /** The rest of a line as it is written: a name may have spaces and `#` in it. */
  rest(): string {
    let rest = '';
    for (;;) {
      const start = this.#at;
      this.skip();
      const line = wordsOf(this.#bytes.subarray(start, this.#at)).trim();
      if (!line.endsWith('\\') || this.#at === this.#bytes.length) return `${rest}${line}`.trim();
      rest += `${line.slice(0, -1)} `;
      this.#at += 1;
    }
  }

  /** The next word as a number; NaN where there is none. */
  number(): number {
    if (this.ended()) return NaN;
    const start = this.#at;
    const negative = this.#sign();
    let [digits, decimals, mantissa] = [0, 0, 0];
    for (let code = this.#bytes[this.#at] ?? 0; code >= zero && code <= nine; code = this.#bytes[++this.#at] ?? 0) {
      mantissa = mantissa * 10 + code - zero;
      digits += 1;
    }
    if (this.#bytes[this.#at] === dot)
      for (let code = this.#bytes[++this.#at] ?? 0; code >= zero && code <= nine; code = this.#bytes[++this.#at] ?? 0) {
        mantissa = mantissa * 10 + code - zero;
        digits += 1;
        decimals += 1;
      }
    // one division of two numbers that are held exactly is rounded right; what has more digits is left to the language
    if (this.#atEnd() && digits > 0 && digits <= 15) {
      const value = mantissa / (tens[decimals] ?? 1);
      return negative ? -value : value;
    }
    this.#at = start;
    return Number(this.#word());
  }

  /** A corner: which place, coordinate and normal it names, as they are written; 0 where it names none. */
  corner(into: [place: number, coordinate: number, normal: number]): void {
    into[0] = this.#integer();
    into[1] = into[2] = 0;
    for (const kind of [1, 2] as const) {
      if (this.#bytes[this.#at] !== slash) break;
      this.#at += 1;
      into[kind] = this.#integer();
    }
    // what is none was refused before: here it only must not be read for ever
    while (!this.#atEnd()) this.#at += 1;
  }

  #integer(): number {
    const negative = this.#sign();
    let value = 0;
    for (let code = this.#bytes[this.#at] ?? 0; code >= zero && code <= nine; code = this.#bytes[++this.#at] ?? 0)
      value = value * 10 + code - zero;
    return negative ? -value : value;
  }

  #sign(): boolean {
    const code = this.#bytes[this.#at];
    if (code === minus || code === plus) this.#at += 1;
    return code === minus;
  }

  #word(): string {
    let word = '';
    for (; !this.#atEnd(); this.#at += 1)
      if (word.length < longest) word += String.fromCharCode(this.#bytes[this.#at] ?? 0);
    return word;
  }

  #atEnd(): boolean {
    const code = this.#bytes[this.#at];
    if (code === undefined || code <= space || code === hash) return true;
    return code === backslash && this.#continued() > 0;
  }

  /** Bytes of a backslash and the end of its line; 0 where it is another. */
  #continued(): number {
    let at = this.#at + 1;
    for (let code = this.#bytes[at]; code !== this.#end; code = this.#bytes[++at])
      if (code !== space && code !== tab && code !== returning) return 0;
    return at + 1 - this.#at;
  }
}
