const MAX_LENGTH = 120;

/**
 * A `src` as errors and logs show it: short, on one line, without secrets (the query of a signed URL, a password).
 */
export function displayed(src: string): string {
  if (/^data:/i.test(src)) return dataShown(src);
  const plain = printable(src.slice(0, 2000));
  return shortened(/^https?:/i.test(plain) ? withoutSecrets(plain) : plain);
}

/** The media type of a data: URI, and its length. */
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

/** Cut in the middle, since the end has the file's name. */
function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, MAX_LENGTH / 3)}…${text.slice(-(MAX_LENGTH * 2) / 3)}`;
}
