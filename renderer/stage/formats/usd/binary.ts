import { USDCParser } from 'three/addons/loaders/usd/USDCParser.js';
import type { Layer } from './specs.ts';

/** Types of values that three.js' reader leaves out: what a prim takes from elsewhere. */
const types = { dictionary: 31, references: 35, payload: 47, names: 50, payloads: 55 } as const;

export function isBinary(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 8)) === 'PXR-USDC';
}

/** Reads a binary layer. */
export function readBinary(bytes: Uint8Array<ArrayBuffer>): Layer {
  return new Reader().parseData(bytes.buffer);
}

class Reader extends USDCParser {
  override _readScalarValue(type: number): unknown {
    if (type === types.references) return this.#list(() => this.#reference(true));
    if (type === types.payloads) return this.#list(() => this.#payload());
    if (type === types.payload) return [this.#payload()];
    if (type === types.names) return this.#names();
    return super._readScalarValue(type);
  }

  /** All that is added, in the order in which lists come: explicit, added, prepended, appended. */
  #list(read: () => string): string[] {
    const flags = this.reader.readUint8();
    const found: string[] = [];
    for (const flag of [0x02, 0x04, 0x20, 0x40]) {
      if ((flags & flag) === 0) continue;
      for (let left = this.reader.readUint64(); left > 0; left--) found.push(read());
    }
    return found;
  }

  /** Of other layers, over which this one lies. */
  #names(): string[] {
    const count = this.reader.readUint64();
    return Array.from({ length: count }, () => this.tokens[this.strings[this.reader.readUint32()] ?? -1] ?? '');
  }

  #payload(): string {
    return this.#reference(false);
  }

  #reference(hasData: boolean): string {
    const file = this.tokens[this.strings[this.reader.readUint32()] ?? -1] ?? '';
    const path = this.paths[this.reader.readUint32()] ?? '';
    if (hasData || this.version.minor >= 8) {
      this.reader.readFloat64();
      this.reader.readFloat64();
    }
    if (hasData) super._readScalarValue(types.dictionary);
    const target = path === '' || path === '/' ? '' : `<${path}>`;
    return file === '' ? target : `@${file}@${target}`;
  }
}
