import { isUtf8 } from 'node:buffer';
import { startsWith, text } from '../images/bytes.ts';
import { invalid, tooLarge } from '../refuse.ts';

/** Bytes of a text model: parsing it takes some ten times as much memory. */
const MAX_TEXT_BYTES = 128 * 2 ** 20;

/** The text of a model: UTF-8, else Windows-1252. @throws Refusal of other encodings, and of long texts */
export function textOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0x1f, 0x8b])) throw invalid('is compressed with gzip; send it unpacked');
  if (
    startsWith(bytes, [0xff, 0xfe]) ||
    startsWith(bytes, [0xfe, 0xff]) ||
    text(bytes, 0, 512).includes('\0\0') ||
    alternates(bytes)
  )
    throw invalid('is UTF-16 text or binary where text is expected; send it as UTF-8');
  if (bytes.length > MAX_TEXT_BYTES)
    throw tooLarge(`has ${bytes.length} bytes of text; the limit is ${MAX_TEXT_BYTES}: use a binary format`);
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  const content = bytes.subarray(start);
  if (!isUtf8(content)) return new TextDecoder('windows-1252').decode(content);
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8');
}

/** Latin letters in UTF-16 without a byte order mark: every other byte is NUL. */
function alternates(bytes: Uint8Array): boolean {
  return /^(?:[^\0]\0){4}|^(?:\0[^\0]){4}/.test(text(bytes, 0, 8));
}

/** The first characters of a text, without a byte order mark: enough to recognise its format. */
export function beginning(bytes: Uint8Array, length = 4096): string {
  return text(bytes, startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0, length);
}

/** The first line of a text that is neither empty nor a comment. @param comment how comments begin */
export function firstLine(bytes: Uint8Array, comment: string): string {
  const lines = beginning(bytes).split('\n', 200);
  return lines.map(line => line.trim()).find(line => line !== '' && !line.startsWith(comment)) ?? '';
}

/**
 * Refuses truncated XML, and XML that defines entities, of which a few lines expand to gigabytes.
 * @param root name of the element that must begin and end
 */
export function checkXml(xml: string, root: string): void {
  if (/<!(?:ENTITY|DOCTYPE)/i.test(xml))
    throw invalid('has a document type or entities of its own, which are not supported');
  if (!new RegExp(`<(?:\\w+:)?${root}[\\s>]`).test(xml)) throw invalid(`has no element <${root}>`);
  const end = xml.slice(-4096);
  if (!new RegExp(`</(?:\\w+:)?${root}\\s*>`).test(end) && !new RegExp(`<(?:\\w+:)?${root}[^<>]*/>`).test(end))
    throw invalid(`is cut short: its element <${root}> does not end`);
}

/** The number of matches, without keeping them. @param pattern has the flag g */
export function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (pattern.lastIndex = 0; pattern.exec(text); ) count += 1;
  return count;
}

/** Text with the five entities of XML, and character references, decoded. */
export function unescaped(xml: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, hex ? 16 : 10) || 0xfffd)),
    )
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}
