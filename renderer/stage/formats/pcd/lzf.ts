/**
 * Unpacks LZF: runs of bytes as they are, and copies of what came before.
 * @param length of what comes out
 */
export function unpacked(packed: Uint8Array, length: number): ArrayBuffer {
  const made = new Uint8Array(length);
  let to = 0;
  for (let at = 0; at < packed.length; ) {
    const control = packed[at++] ?? 0;
    if (control < 32) {
      made.set(packed.subarray(at, at + control + 1), to);
      at += control + 1;
      to += control + 1;
      continue;
    }
    const short = control >> 5;
    const run = (short === 7 ? 7 + (packed[at++] ?? 0) : short) + 2;
    let from = to - ((control & 31) << 8) - (packed[at++] ?? 0) - 1;
    if (from < 0 || to + run > length) throw new Error('its packed points do not hold together');
    // byte by byte: a copy may reach into itself
    for (const end = to + run; to < end; ) made[to++] = made[from++] ?? 0;
  }
  return made.buffer;
}
