/** How large an image is, as its first bytes say. */
export interface Size {
  width: number;
  height: number;
}

/**
 * The size of a JPEG or PNG without decoding it; `undefined` of all others, of those that EXIF may turn, and where the file does not
 * say: these are decoded to know.
 */
export function sizeOf(bytes: ArrayBuffer): Size | undefined {
  const view = new DataView(bytes);
  try {
    if (view.getUint16(0) === 0xffd8) return sizeOfJpeg(view);
    return view.getUint32(0) === 0x89504e47 ? sizeOfPng(view) : undefined;
  } catch (error) {
    // the file ends before it says
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where a JPEG's frame begins: baseline and progressive, in Huffman's code; Chrome decodes no other. */
const frames = new Set([0xc0, 0xc1, 0xc2]);
const exif = 0xe1;

/** Segments follow each other, each with its length and perhaps padding before it, until the pixels begin. */
function sizeOfJpeg(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const kind = view.getUint8(at + 1);
    if (kind === exif) return undefined;
    if (frames.has(kind)) return sizeWith(view.getUint16(at + 7), view.getUint16(at + 5));
    at += kind === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Chunks follow each other, each with its length, a name and a checksum; the first has the size. EXIF may come after the pixels. */
function sizeOfPng(view: DataView): Size | undefined {
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === 0x65584966) return undefined;
  return sizeWith(view.getUint32(16), view.getUint32(20));
}

function sizeWith(width: number, height: number): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}
