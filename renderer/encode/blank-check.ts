import { type PixelBuffer, pixelSize } from '../pixels.ts';

/** What a blank check found in a picture. */
export interface BlankCheck {
  /** No pixel has anything on it: every alpha is 0. Never so where there is no alpha. */
  empty: boolean;
  /** Every pixel is the same. */
  uniform: boolean;
}

/** Checks pixels before they leave: a lost GPU gives blank ones without an error. */
export function checkBlank(picture: PixelBuffer): BlankCheck {
  const { layout, bytes } = picture;
  const size = pixelSize(layout);
  const pixels = size % 4 === 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2) : bytes;
  const stride = size / pixels.BYTES_PER_ELEMENT;
  return { empty: layout.alpha === 'straight' && !isAnyCovered(picture), uniform: isUniform(pixels, stride) };
}

function isUniform(numbers: Uint32Array | Uint8Array, stride: number): boolean {
  for (let at = stride; at < numbers.length; at++) if (numbers[at] !== numbers[at - stride]) return false;
  return true;
}

/** Whether any alpha, the last number of a pixel, is not 0; the sign of a float's 0 counts as nothing. */
function isAnyCovered({ layout, bytes }: PixelBuffer): boolean {
  const { buffer, byteOffset, byteLength } = bytes;
  if (layout.type === 'uint8') {
    // little-endian: of four bytes read as one number, alpha is the high one
    const words = new Uint32Array(buffer, byteOffset, byteLength >> 2);
    return words.some(word => word >>> 24 !== 0);
  }
  if (layout.type === 'float16') {
    const halves = new Uint16Array(buffer, byteOffset, byteLength >> 1);
    return halves.some((half, at) => at % 4 === 3 && (half & 0x7fff) !== 0);
  }
  return new Float32Array(buffer, byteOffset, byteLength >> 2).some((value, at) => at % 4 === 3 && value !== 0);
}
