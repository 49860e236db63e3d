import type { ToldWarning } from '../renders/record.ts';

/** Bytes of a header that every proxy takes. */
const longest = 2000;

/** Warnings as the `X-Warning` header, for answers that are pictures; other characters than ASCII are percent-encoded. */
export function warningHeader(warnings: readonly ToldWarning[]): Record<string, string> {
  if (warnings.length === 0) return {};
  const told = warnings.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; ');
  const plain = told.toWellFormed().replace(/[^\x20-\x7e]/gu, encodeURIComponent);
  return { 'x-warning': plain.slice(0, longest).replace(/%[0-9A-F]?$/, '') };
}
