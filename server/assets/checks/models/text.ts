import { isUtf8 } from 'node:buffer';
import { startsWith, text } from '../images/bytes.ts';
import { invalid, tooLarge } from './refuse.ts';

/** Bytes of a model that is text, at most: reading it takes some ten times as much. */
const LONGEST = 128 * 2 ** 20;

/** A model that is text: UTF-8, else in the code page of old programs of Windows. @throws Refusal where it is another, or too long */
export function textOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0x1f, 0x8b])) throw invalid('is compressed with gzip; send it unpacked');
  if (
    startsWith(bytes, [0xff, 0xfe]) ||
    startsWith(bytes, [0xfe, 0xff]) ||
    text(bytes, 0, 512).includes('\0\0') ||
    alternates(bytes)
  )
    throw invalid('is UTF-16 text or binary where text is expected; send it as UTF-8');
  if (bytes.length > LONGEST)
    throw tooLarge(`has ${bytes.length} bytes of text; the limit is ${LONGEST}: use a binary format`);
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  const said = bytes.subarray(start);
  if (!isUtf8(said)) return new TextDecoder('windows-1252').decode(said);
  return Buffer.from(said.buffer, said.byteOffset, said.length).toString('utf8');
}

/** Latin letters in UTF-16 without a byte order mark: every other byte is NUL. */
function alternates(bytes: Uint8Array): boolean {
  return /^(?:[^\0]\0){4}|^(?:\0[^\0]){4}/.test(text(bytes, 0, 8));
}

/** The first characters of a text, without a byte order mark: enough to tell what it is. */
export function beginning(bytes: Uint8Array, length = 4096): string {
  return text(bytes, startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0, length);
}

/** The first line that says something, of the first ones of a text. @param comment how lines begin that do not */
export function firstLine(bytes: Uint8Array, comment: string): string {
  const lines = beginning(bytes).split('\n', 200);
  return lines.map(line => line.trim()).find(line => line !== '' && !line.startsWith(comment)) ?? '';
}

/**
 * Refuses XML that defines entities: a few lines of those unfold to gigabytes, and no exporter writes them.
 * @param root name of the element that has to be there from its start to its end
 */
export function checkXml(xml: string, root: string): void {
  if (/<!(?:ENTITY|DOCTYPE)/i.test(xml))
    throw invalid('has a document type or entities of its own, which are not read');
  if (!new RegExp(`<(?:\\w+:)?${root}[\\s>]`).test(xml)) throw invalid(`has no element <${root}>`);
  const end = xml.slice(-4096);
  if (!new RegExp(`</(?:\\w+:)?${root}\\s*>`).test(end) && !new RegExp(`<(?:\\w+:)?${root}[^<>]*/>`).test(end))
    throw invalid(`is cut short: its element <${root}> does not end`);
}

/** How often a pattern is found, without keeping what was. @param pattern has the flag g */
export function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (pattern.lastIndex = 0; pattern.exec(text); ) count += 1;
  return count;
}

/** The five entities that all XML has. */
export function unescaped(xml: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, hex ? 16 : 10) || 0xfffd)),
    )
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}
