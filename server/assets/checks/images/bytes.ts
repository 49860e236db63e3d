/** A fault of an image, as the end of a sentence that begins with its name: `is cut short`. */
export class Flaw extends Error {
  override readonly name = 'Flaw';
}

/** Size in pixels. */
export interface Size {
  width: number;
  height: number;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The bytes as Latin-1, so that every byte is one character. */
export function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);
}
