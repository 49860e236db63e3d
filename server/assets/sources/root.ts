import { stat } from 'node:fs/promises';

/**
 * Checks ASSET_ROOT before any file is requested. A bucket is not contacted.
 *
 * @throws Error that names ASSET_ROOT and says which forms there are
 */
export async function requireRoot(setting: string): Promise<void> {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(setting) ?? [];
  if (scheme === undefined) return requireFolder(setting);
  if (scheme !== 'gs') throw wrong(setting, `${scheme}:// is not supported`);
  const [bucket = ''] = rest.split('/', 1);
  if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(bucket))
    throw wrong(setting, `"${bucket}" is not the name of a bucket`);
}

async function requireFolder(setting: string): Promise<void> {
  const found = await stat(setting).catch(() => undefined);
  if (!found) throw wrong(setting, 'there is no such folder');
  if (!found.isDirectory()) throw wrong(setting, 'that is not a folder');
}

function wrong(setting: string, why: string): Error {
  return new Error(`ASSET_ROOT is "${setting}", but ${why}: give a folder such as /srv/models, or gs://bucket/prefix.`);
}
