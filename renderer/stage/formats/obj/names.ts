/** A name without the comment after it. */
export function bareName(written: string): string {
  return written.replace(/\s#.*$/, '').trim();
}
