import { invalid } from '../refuse.ts';

/** Unpacks a block of LZ4. @param size largest unpacked size in bytes @throws Refusal where it is damaged */
export function unpackLz4(block: Uint8Array, size: number): Uint8Array {
  // a byte unpacks to 255 at most: a file that announces more gets no more memory
  const plain = new Uint8Array(Math.min(size, (block.length + 1) * 255));
  let [from, to] = [0, 0];
  /** A length, which from 15 on continues in the following bytes. */
  const lengthFrom = (short: number): number => {
    let length = short;
    for (let more = short === 15 ? 255 : 0; more === 255; length += more) more = block[from++] ?? 0;
    return length;
  };
  while (from < block.length) {
    const token = block[from++] ?? 0;
    const literals = lengthFrom(token >> 4);
    if (from + literals > block.length || to + literals > plain.length) throw damaged();
    plain.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from >= block.length) break;
    const back = (block[from++] ?? 0) | ((block[from++] ?? 0) << 8);
    const length = lengthFrom(token & 15) + 4;
    if (back === 0 || back > to || to + length > plain.length) throw damaged();
    for (let left = length; left > 0; left--, to++) plain[to] = plain[to - back] ?? 0;
  }
  return plain.subarray(0, to);
}

function damaged() {
  return invalid('is damaged: its compressed data cannot be unpacked');
}
