const [hash, newline, returning] = [0x23, 0x0a, 0x0d];
const word = new TextEncoder().encode('#MRGB ');

/**
 * sRGB of each vertex in turn, as ZBrush writes them into comments: eight digits each, of which the first two are a mask. Empty where
 * a file has none.
 */
export function polypaintOf(bytes: Uint8Array): number[] {
  const colors: number[] = [];
  for (let at = bytes.indexOf(hash); at >= 0; at = bytes.indexOf(hash, at + 1)) {
    if (word.some((code, index) => bytes[at + index] !== code)) continue;
    let end = at;
    while (end < bytes.length && bytes[end] !== newline && bytes[end] !== returning) end += 1;
    const digits = new TextDecoder().decode(bytes.subarray(at + word.length, end));
    for (const [, r = '', g = '', b = ''] of digits.matchAll(/[\da-f]{2}([\da-f]{2})([\da-f]{2})([\da-f]{2})/gi))
      for (const part of [r, g, b]) colors.push(Number.parseInt(part, 16) / 255);
  }
  return colors;
}
