import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** PCD has metres, and z up as robots have it. */
export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  return { root: fromZUp(new PCDLoader().parse(plainHeader(bytes))), animations: [] };
}

/** The header as the loader wants it: one space between words, lines that end alike, and `rgb` for `rgba`, whose first bytes are the same. */
function plainHeader(bytes: ArrayBuffer): ArrayBuffer {
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 65_536));
  const found = /^[ \t]*DATA[ \t]+(\w+)[ \t]*\r?\n/im.exec(start);
  const end = found ? found.index + found[0].length : 0;
  const lines = start
    .slice(0, end)
    .split(/\r?\n/)
    .map(line => line.trim().replace(/\s+/g, ' '))
    .filter(line => !line.startsWith('#') && line !== '');
  const text = lines.map(line => (/^FIELDS /i.test(line) ? line.replace(/\brgba\b/, 'rgb') : line)).join('\n');
  const header = new TextEncoder().encode(`# .PCD\n${text}\n`);
  const made = new Uint8Array(header.length + bytes.byteLength - end);
  made.set(header);
  made.set(new Uint8Array(bytes, end), header.length);
  return made.buffer;
}
