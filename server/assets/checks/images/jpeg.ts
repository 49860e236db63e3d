import { Flaw, type Size, viewOf } from './bytes.ts';

/** A JPEG's size; it must have a coding that browsers read, and its end marker. */
export function readJpeg(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  let size: Size | undefined;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new Flaw('is a damaged JPEG');
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
    } else if (marker === 0xda) {
      if (!size) throw new Flaw('is a damaged JPEG: it has no size');
      // within coded data 0xff is never followed by 0xd9, so this can only be the end
      if (bytesOf(bytes).lastIndexOf('\xff\xd9', undefined, 'latin1') < at) throw new Flaw('is cut short');
      return size;
    } else {
      if (isFrame(marker)) size = readFrame(view, at, marker);
      at += 2 + view.getUint16(at + 2);
    }
  }
}

function readFrame(view: DataView, at: number, marker: number): Size {
  if (marker > 0xc2) throw new Flaw('is a JPEG with a coding that browsers do not read (lossless or arithmetic)');
  return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
}

/** Start of frame, of any coding: 0xc0 to 0xcf without three other markers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
