/** Pixels of a WebP, from its header: the page keeps a picture's place free before it has come. */
export function pictureSize(webp: Uint8Array): { width: number; height: number } {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const chunk = String.fromCharCode(...webp.subarray(12, 16));
  if (chunk === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
