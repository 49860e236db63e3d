/**
 * The address of a file that a model names; `undefined` where it is not known. Loaders ask for it as it is written, decoded, without its
 * folder, or with slashes that lean the other way.
 */
export function addressOf(files: Readonly<Record<string, string>>, url: string): string | undefined {
  if (/^(?:blob|data|https?):/i.test(url)) return files[url] ?? url;
  const exact = files[url] ?? files[url.trim()] ?? files[decoded(url)];
  if (exact !== undefined) return exact;
  const entries = Object.entries(files);
  const [path, name] = [pathOf(url), baseName(url)];
  const found =
    entries.find(([known]) => pathOf(known) === path) ?? entries.find(([known]) => baseName(known) === name);
  return found?.[1];
}

function pathOf(written: string): string {
  return decoded(written).trim().replaceAll('\\', '/').toLowerCase();
}

function baseName(path: string): string {
  return pathOf(path).split('/').at(-1) ?? '';
}

/** A `%` that begins no escape stands for itself. */
function decoded(written: string): string {
  try {
    return decodeURI(written);
  } catch {
    return written;
  }
}
