import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { decoded } from './path.ts';
import type { Source } from '../source.ts';

/** A file inside the `src` itself, as a `data:` URI. */
export function inlineSource(src: string): Source {
  return {
    key: `data:${createHash('sha256').update(src).digest('hex')}`,
    foreign: true,
    read: async ({ meter }) => {
      const bytes = dataOf(src);
      meter.count(bytes.length);
      return { bytes };
    },
    resolve: () => {
      throw new Refusal('asset_src_invalid', 'cannot be found: its path is relative, but the model is a data: URI');
    },
  };
}

/** The bytes of a `data:` URI. @throws Refusal `asset_src_invalid` */
export function dataOf(uri: string): Uint8Array {
  const comma = uri.indexOf(',');
  if (comma < 0) throw new Refusal('asset_src_invalid', 'is not a data: URI: it has no comma');
  const text = uri.slice(comma + 1);
  if (!/;\s*base64\s*$/i.test(uri.slice(0, comma))) return percentDecoded(text);
  return Buffer.from(text.includes('%') ? decoded(text) : text, 'base64');
}

function percentDecoded(text: string): Uint8Array {
  const plain = Buffer.from(text, 'utf8').toString('latin1');
  return Buffer.from(
    plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
