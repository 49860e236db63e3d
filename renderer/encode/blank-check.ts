/** What is on a picture. */
export interface Look {
  /** No pixel has anything on it: every alpha is 0. */
  empty: boolean;
  /** Every pixel is the same. */
  uniform: boolean;
}

/**
 * Looks at pixels before they leave: a lost GPU gives blank ones, without an error.
 * @param pixels RGBA, 8 bits each
 */
export function look(pixels: Uint8Array): Look {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength >> 2);
  const first = words[0] ?? 0;
  let uniform = true;
  for (let at = 1; at < words.length; at++) {
    if (words[at] !== first) {
      uniform = false;
      break;
    }
  }
  // Little-endian: alpha is the high byte. Where the pixels differ the first of them that shows is soon found.
  const empty = !words.some(word => word >>> 24 !== 0);
  return { empty, uniform };
}
