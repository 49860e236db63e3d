/** Statements of a material library that name an image. */
const statement = /^[ \t]*(?:map_\w+|bump|norm|disp|decal|refl)[ \t]+([^\r\n]+)/gim;

/** Options before the image's name, with the largest number of their values. */
const options: Record<string, number> = {
  '-blendu': 1,
  '-blendv': 1,
  '-bm': 1,
  '-boost': 1,
  '-cc': 1,
  '-clamp': 1,
  '-imfchan': 1,
  '-mm': 2,
  '-o': 3,
  '-s': 3,
  '-t': 3,
  '-texres': 1,
  '-type': 1,
  '-colorspace': 1,
};

/** Statements that are drawn; a reflection map is left out, as the scene has its own environment. */
const drawn = /^[ \t]*(?:map_(?:kd|ke|d|bump|pr|pm)|bump|norm)[ \t]/i;

/** Names of the images that a material library uses. */
export function texturesOf(mtl: string): Set<string> {
  const names = new Set<string>();
  const whole = mtl.replace(/\\[ \t]*\r?\n/g, ' ');
  for (const [line, rest = ''] of whole.matchAll(statement)) if (drawn.test(line)) names.add(nameIn(rest));
  names.delete('');
  return names;
}

/** The image's name of a statement, after its options; it may have spaces. */
function nameIn(rest: string): string {
  const words = withoutComment(rest).split(/\s+/);
  let at = 0;
  while (words[at]?.startsWith('-') && Object.hasOwn(options, words[at]?.toLowerCase() ?? '')) {
    const values = options[words[at]?.toLowerCase() ?? ''] ?? 0;
    at += 1;
    for (let taken = 0; taken < values && at < words.length - 1; taken++) {
      if (values > 1 && !/^[-+.\d]/.test(words[at] ?? '')) break;
      at += 1;
    }
  }
  return words.slice(at).join(' ');
}

/** A statement's file name without the comment after it; names may have `#` too. */
export function withoutComment(written: string): string {
  return written.replace(/(\.\w{2,5})\s+#.*$/, '$1').trim();
}
