import type { ClientOptions } from './client.ts';
import { openFolder } from './folder.ts';
import { isPath } from './key.ts';
import type { Store } from './store.ts';

export interface OpenOptions extends ClientOptions {
  /** Milliseconds after which a request to a bucket fails. Default 10000. */
  limitMs?: number;
}

type Open = (setting: string, options: OpenOptions) => Promise<Store>;

/** One row per kind of store, by the scheme of the setting. */
const schemes: ReadonlyMap<string, Open> = new Map([
  ['', folder],
  ['gs', bucket],
]);

/**
 * Opens the store that STORE names: `./renders`, or `gs://bucket/prefix`. Contacts nothing yet; `check()` does.
 *
 * @throws Error that names STORE and says which forms there are
 */
export async function openStore(setting: string, options: OpenOptions = {}): Promise<Store> {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(setting)?.[1]?.toLowerCase() ?? '';
  const open = schemes.get(scheme);
  if (!open) throw wrong(setting, `there is no store for ${scheme}://`);
  return open(setting, options);
}

async function folder(setting: string): Promise<Store> {
  if (setting.trim() === '') throw wrong(setting, 'it is empty');
  return openFolder(setting);
}

async function bucket(setting: string, { limitMs, ...clientOptions }: OpenOptions): Promise<Store> {
  const [, name = '', prefix = ''] = /^gs:\/\/([^/]*)\/?(.*?)\/*$/i.exec(setting) ?? [];
  if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(name)) throw wrong(setting, `"${name}" is not the name of a bucket`);
  if (prefix !== '' && !isPath(prefix)) throw wrong(setting, `"${prefix}" has more than A-Z a-z 0-9 . _ - and / in it`);
  // loaded here, so that a service with a folder store starts without the client
  const [{ openBucket }, { makeClient }] = await Promise.all([import('./bucket.ts'), import('./client.ts')]);
  return openBucket({ client: makeClient(clientOptions), bucket: name, prefix, ...(limitMs && { limitMs }) });
}

function wrong(setting: string, why: string): Error {
  return new Error(`STORE is "${setting}", but ${why}: give a folder such as ./renders, or gs://bucket/prefix.`);
}
