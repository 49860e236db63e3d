import { Flaw, type Size, text, viewOf } from './bytes.ts';

export interface Tiles {
  width: number;
  height: number;
  /** 0 one level, 1 mipmaps, 2 ripmaps. */
  levels: number;
}

/** The fields of an OpenEXR header that are checked. */
export interface ExrHeader extends Size {
  channels: { name: string; type: number }[];
  compression: number;
  tiles: Tiles | undefined;
  cube: boolean;
  /** Several parts or deep pixels, whose tables are not checked. */
  special: boolean;
  /** Where the table of chunks begins. */
  end: number;
}

/** Reads the (first) header of an OpenEXR file. */
export function readExrHeader(bytes: Uint8Array): ExrHeader {
  const view = viewOf(bytes);
  const flags = view.getUint8(5);
  const header = { channels: [], compression: 0, tiles: undefined, cube: false, special: (flags & 0x18) !== 0, end: 0 };
  const read: ExrHeader = { ...header, width: 0, height: 0 };
  let at = 8;
  while (view.getUint8(at) !== 0) {
    const name = word(bytes, at);
    const type = word(bytes, at + name.length + 1);
    const start = at + name.length + type.length + 6;
    const length = view.getUint32(start - 4, true);
    if (start + length > bytes.length) throw new Flaw('is cut short');
    attributes[name]?.(read, view, start, length);
    at = start + length;
  }
  return { ...read, end: at + 1 };
}

const attributes: Record<string, (header: ExrHeader, view: DataView, at: number, length: number) => void> = {
  dataWindow: (header, view, at) => {
    header.width = view.getInt32(at + 8, true) - view.getInt32(at, true) + 1;
    header.height = view.getInt32(at + 12, true) - view.getInt32(at + 4, true) + 1;
  },
  compression: (header, view, at) => {
    header.compression = view.getUint8(at);
  },
  envmap: (header, view, at) => {
    header.cube = view.getUint8(at) === 1;
  },
  tiles: (header, view, at) => {
    const levels = view.getUint8(at + 8) & 15;
    header.tiles = { width: view.getUint32(at, true), height: view.getUint32(at + 4, true), levels };
  },
  channels: (header, view, start, length) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let at = start; at < start + length - 1; ) {
      const name = word(bytes, at);
      header.channels.push({ name, type: view.getUint32(at + name.length + 1, true) });
      at += name.length + 17;
    }
  },
};

/** A name that ends with NUL, at most 255 characters. */
function word(bytes: Uint8Array, at: number): string {
  const found = text(bytes, at, at + 256);
  const end = found.indexOf('\0');
  if (end < 0) throw new Flaw(at + 256 > bytes.length ? 'is cut short' : 'is a damaged OpenEXR');
  return found.slice(0, end);
}
