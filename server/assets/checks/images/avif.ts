import { Flaw, type Size, text, viewOf } from './bytes.ts';

interface Box {
  type: string;
  start: number;
  end: number;
}

/** The largest size among an AVIF's properties (alpha and tiles have one each); every box must be complete. */
export function readAvif(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const path = ['meta', 'iprp', 'ipco'];
  let inside = boxes(bytes, 0, bytes.length);
  for (const type of path) {
    const box = inside.find(candidate => candidate.type === type);
    if (!box) throw new Flaw(`is a damaged AVIF: it has no ${type}`);
    inside = boxes(bytes, box.start + (type === 'meta' ? 4 : 0), box.end);
  }
  const sizes = inside
    .filter(({ type }) => type === 'ispe')
    .map(({ start }) => ({ width: view.getUint32(start + 4), height: view.getUint32(start + 8) }));
  const [largest] = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (!largest) throw new Flaw('is a damaged AVIF: it has no size');
  return largest;
}

function boxes(bytes: Uint8Array, start: number, end: number): Box[] {
  const view = viewOf(bytes);
  const found: Box[] = [];
  for (let at = start; at < end; ) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const length = short === 0 ? end - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (length < header) throw new Flaw('is a damaged AVIF');
    if (at + length > end) throw new Flaw('is cut short');
    found.push({ type: text(bytes, at + 4, at + 8), start: at + header, end: at + length });
    at += length;
  }
  return found;
}
