/** A place within JSON as a JSON pointer (RFC 6901): `['views', 'a/b']` is `/views/a~1b`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
