const LONGEST = 120;

/**
 * A `src` as errors and logs show it: short, on one line, and without what may be secret (the query of a signed URL,
 * a password).
 */
export function displayed(src: string): string {
  if (/^data:/i.test(src)) return dataShown(src);
  const plain = printable(src.slice(0, 2000));
  return shortened(/^https?:/i.test(plain) ? withoutSecrets(plain) : plain);
}

/** What it says of itself, and how long it is. */
function dataShown(src: string): string {
  const shown = src.slice(0, 40).replace(/(?<=,).*/s, '');
  return `${printable(shown)}${shown === src ? '' : '…'} (${src.length} characters)`;
}

function withoutSecrets(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/\?[^#]*/, '?…');
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}

/** Cut in the middle: the end carries the file's name. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 3)}…${text.slice(-(LONGEST * 2) / 3)}`;
}
