import type { ToldWarning } from '../renders/record.ts';

/** Bytes that proxies take of a header without a murmur. */
const longest = 2000;

/** Warnings as the `X-Warning` header, for those who take the picture instead of the JSON; what is not ASCII is percent-encoded. */
export function warningHeader(warnings: readonly ToldWarning[]): Record<string, string> {
  if (warnings.length === 0) return {};
  const told = warnings.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; ');
  const plain = told.toWellFormed().replace(/[^\x20-\x7e]/gu, encodeURIComponent);
  return { 'x-warning': plain.slice(0, longest).replace(/%[0-9A-F]?$/, '') };
}
