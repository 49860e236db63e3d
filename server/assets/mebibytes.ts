/** A size for a sentence: in MiB, rounded up, or in bytes below one. */
export function inMiB(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
