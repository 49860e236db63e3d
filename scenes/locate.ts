/** Pointers of the long form of a scene, with those of its short form. */
const shorthands: [long: string, short: string][] = [
  ['/nodes/0/model', '/model'],
  ['/views/main', '/camera'],
];

/**
 * Translates a pointer into a parsed scene to one into the body as it was written.
 * @param pointer RFC 6901, as `referencesOf` and the renderer give it
 */
export function locate(body: unknown, pointer: string): string {
  const short = shorthands.find(
    ([long, alias]) => pointer.startsWith(long) && !has(body, long.split('/')[1]) && has(body, alias.slice(1)),
  );
  const translated = short ? short[1] + pointer.slice(short[0].length) : pointer;
  return existing(body, translated);
}

/** The part of a pointer that exists in the body: "model" may be a string where the long form has "model/src". */
function existing(body: unknown, pointer: string): string {
  let at = body;
  let path = '';
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!has(at, key)) break;
    at = (at as Record<string, unknown>)[key];
    path += `/${token}`;
  }
  return path;
}

function has(value: unknown, key: string | undefined): boolean {
  return typeof value === 'object' && value !== null && key !== undefined && Object.hasOwn(value, key);
}
