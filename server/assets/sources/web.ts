import { fetchFile, type Net } from '../net/fetch.ts';
import { Refusal } from '../refusal.ts';
import type { Source } from '../source.ts';

/** A file behind an `https:` or `http:` URL. */
export function webSource(src: string, net: Net): Source {
  const url = URL.parse(src);
  if (!url?.hostname) throw new Refusal('asset_src_invalid', 'is not a URL that can be read');
  if (url.username || url.password)
    throw new Refusal('asset_src_invalid', 'may not carry a user name or password; use a signed URL');
  url.hash = '';
  return {
    key: url.href,
    foreign: true,
    read: reading => fetchFile(url, net, reading),
    resolve: uri => webSource(URL.parse(uri, url.href)?.href ?? '', net),
  };
}
