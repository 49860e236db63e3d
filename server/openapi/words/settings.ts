export interface SettingWords {
  /** What it is for. */
  is: string;
  /** What it takes. */
  takes: string;
  /** As it would be written; undefined where there is none. */
  default?: string;
}

/** Every setting of `server/settings.ts` that people make; a test holds the two together. */
export const settingWords: Readonly<Record<string, SettingWords>> = {
  PORT: { is: 'Port to listen on; 0 takes any that is free.', takes: '0–65535', default: '8080' },
  HOST: { is: 'Address to listen on; 0.0.0.0 in the image.', takes: 'An address', default: '127.0.0.1' },
  STORE: {
    is: 'Where renders are kept.',
    takes: 'A folder, or gs://bucket/prefix',
    default: './renders',
  },
  GPU: {
    is: 'What draws. With require the service is not ready on a CPU that stands in for a GPU; software takes the CPU always.',
    takes: 'auto, require or software',
    default: 'auto',
  },
  RENDERERS: {
    is: 'Browsers, each of which draws one scene at a time. Default: one for two cores, at most 4.',
    takes: '1–64',
  },
  QUEUE_LIMIT: {
    is: 'How many renders may wait for a browser, and as many for their files to be fetched; one more is answered 429. Small ones pass large ones, and clients (by key, or without keys by address) are served fairly: a render of many pictures lets others pass after half a second, or after four times as long as it took to load.',
    takes: '0–10000',
    default: '64',
  },
  RENDER_TIMEOUT: {
    is: 'Seconds that one render may take once it has its browser.',
    takes: 'Up to 3600',
    default: '60',
  },
  LINK_KEYS: {
    is: 'Keys that sign preview links and thumbnail URLs, newest first: the first signs, each opens. Default: one that is kept in a folder store; with a bucket, one for this process alone.',
    takes: 'A list with commas',
  },
  LINK_TTL: { is: 'Seconds for which a preview link opens.', takes: 'Up to ten years', default: '2592000' },
  API_KEYS: { is: 'Keys that may render. Everybody may where there are none.', takes: 'A list with commas' },
  PUBLIC_URL: {
    is: 'What the service is reached by from outside; the URLs of answers begin with it. Default: as each request names it.',
    takes: 'An http: or https: URL',
  },
  FRAME_URLS: {
    is: 'Where frames are fetched: here, or from Cloud Storage by URLs that are signed for seven days.',
    takes: 'service or signed',
    default: 'service',
  },
  CHROME_PATH: { is: 'The Chrome that draws. Default: the first that is found.', takes: 'A path' },
  ASSET_HOSTS: {
    is: 'Hosts that files may come from. * is any public address; an entry with an address or a port is trusted even where it is private.',
    takes: '*, or hosts and *.patterns with commas',
    default: '*',
  },
  ASSET_ROOT: {
    is: 'Against which a relative src is resolved, never outside of it. Default: the models that come with the service.',
    takes: 'A folder, or gs://bucket/prefix',
  },
  STORAGE_EMULATOR_HOST: { is: 'A stand-in for Cloud Storage.', takes: 'A URL' },
  LOG_LEVEL: {
    is: 'What is logged, as JSON lines.',
    takes: 'fatal, error, warn, info, debug or silent',
    default: 'info',
  },
};
