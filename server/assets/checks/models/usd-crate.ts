import { text, viewOf } from '../images/bytes.ts';
import { invalid, tooLarge, truncated, within } from '../refuse.ts';

/** Entries of a table. */
const MAX_ENTRIES = 4_000_000;
/** Bytes of names. */
const MAX_NAME_BYTES = 64 * 2 ** 20;

/** Checks the tables of a USDC before anything is unpacked: each begins with the number of its entries. */
export function checkCrate(bytes: Uint8Array): void {
  within('more tables', () => {
    const view = viewOf(bytes);
    const number = (at: number) => Number(view.getBigUint64(at, true));
    const start = number(16);
    const count = number(start);
    if (count > 64) throw invalid(`is a damaged USDC: it has ${count} tables`);
    for (let section = 0; section < count; section++) {
      const at = start + 8 + section * 32;
      const name = text(bytes, at, at + 16).replace(/\0.*/s, '');
      const [from, size] = [number(at + 16), number(at + 24)];
      if (from + size > bytes.length) throw truncated(`a table ${name}`);
      if (size >= 8 && number(from) > MAX_ENTRIES)
        throw tooLarge(`has a table ${name} of ${number(from)} entries; the limit is ${MAX_ENTRIES}`);
      if (name === 'TOKENS' && size >= 24 && number(from + 8) > MAX_NAME_BYTES)
        throw tooLarge(`has ${number(from + 8)} bytes of names; the limit is ${MAX_NAME_BYTES}`);
    }
  });
}
