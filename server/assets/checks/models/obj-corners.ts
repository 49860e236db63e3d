/**
 * The first corner of a statement that refers to a missing vertex; `undefined` where there is none.
 * @param line a word of one letter, then corners: up to three indices with slashes between them
 * @param counts numbers of positions, texture coordinates and normals so far
 */
export function wrongCorner(line: string, counts: readonly number[]): string | undefined {
  // character by character: a large model has a million corners, and splitting strings takes ten times as long
  let at = 1;
  for (;;) {
    while (at < line.length && isSpace(line.charCodeAt(at))) at++;
    if (at === line.length) return undefined;
    const start = at;
    for (let kind = 0; ; kind++) {
      const from = at;
      let number = 0;
      if (isSign(line.charCodeAt(at))) at++;
      for (let code = line.charCodeAt(at); code >= 0x30 && code <= 0x39; code = line.charCodeAt(++at))
        number = number * 10 + code - 0x30;
      const isLeftOut = at === from && kind > 0;
      if (!isLeftOut && (number === 0 || number > (counts[kind] ?? 0))) return cornerFrom(line, start);
      if (line.charCodeAt(at) !== 0x2f || kind === 2) break;
      at++;
    }
    if (at < line.length && !isSpace(line.charCodeAt(at))) return cornerFrom(line, start);
  }
}

function cornerFrom(line: string, start: number): string {
  return line.slice(start).split(/\s/, 1)[0] ?? '';
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** An index counts from 1, or backwards from -1. */
function isSign(code: number): boolean {
  return code === 0x2d || code === 0x2b;
}
