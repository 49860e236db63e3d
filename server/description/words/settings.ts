export interface SettingWords {
  /** What it is for. */
  is: string;
  /** What it takes, as it stands within a sentence. */
  takes: string;
  /** One value that it takes. */
  example: string;
  /** As it would be written; undefined where there is none. */
  default?: string;
}

/** Every setting of `server/settings.ts` that people make; a test holds the two together. */
export const settingWords: Readonly<Record<string, SettingWords>> = {
  PORT: {
    is: 'Port to listen on; 0 takes any that is free.',
    takes: 'a whole number from 0 to 65535',
    example: '8080',
    default: '8080',
  },
  HOST: {
    is: 'Address to listen on; 0.0.0.0 in the image.',
    takes: 'an address of this machine',
    example: '0.0.0.0',
    default: '127.0.0.1',
  },
  STORE: {
    is: 'Where renders are kept.',
    takes: 'a folder, or gs://bucket/prefix',
    example: 'gs://pictures/renders',
    default: './renders',
  },
  GPU: {
    is: 'What draws. auto: a GPU, else lavapipe, else SwiftShader, whichever proves itself; require: a GPU, and without one the service is not ready; cpu: lavapipe, else SwiftShader; software: SwiftShader.',
    takes: 'auto, require, cpu or software',
    example: 'cpu',
    default: 'auto',
  },
  RENDERERS: {
    is: 'Browsers, each of which draws one scene at a time. Default: one for two cores, at most 4.',
    takes: 'a whole number from 1 to 64',
    example: '2',
  },
  QUEUE_LIMIT: {
    is: 'How many renders may wait for a browser, and as many for their files to be fetched; one more is answered 429. Small ones pass large ones, and clients (by key, or without keys by address) are served fairly: a render of many pictures lets others pass after half a second, or after four times as long as it took to load.',
    takes: 'a whole number from 0 to 10000',
    example: '64',
    default: '64',
  },
  RENDER_TIMEOUT: {
    is: 'Seconds that one render may take once it has its browser.',
    takes: 'seconds as a number, above 0 and up to 3600',
    example: '60',
    default: '60',
  },
  LINK_KEYS: {
    is: 'Keys that sign preview links and thumbnail URLs, newest first: the first signs, each opens. Default: one that is kept in a folder store; with a bucket, one for this process alone.',
    takes: 'a list with commas',
    example: 'new-key,old-key',
  },
  LINK_TTL: {
    is: 'Seconds for which a preview link opens.',
    takes: 'seconds as a number, up to ten years',
    example: '86400',
    default: '2592000',
  },
  API_KEYS: {
    is: 'Keys that may render. Everybody may where there are none.',
    takes: 'a list with commas',
    example: 'key-of-the-shop,key-of-the-studio',
  },
  CORS_ORIGINS: {
    is: 'Origins of pages that may use the service from a browser: their scripts read answers and problems, and may POST. Default: none. Frames, and thumbnails that are signed, may be read from any page that has their URL. Where no key is needed, pages of other origins cannot POST.',
    takes: '*, or origins with commas',
    example: 'https://shop.example,http://localhost:3000',
  },
  PUBLIC_URL: {
    is: 'What the service is reached by from outside; the URLs of answers begin with it. Default: as each request names it.',
    takes: 'an http: or https: URL',
    example: 'https://pictures.example.com',
  },
  FRAME_URLS: {
    is: 'Where frames are fetched: here, or from Cloud Storage by URLs that are signed for seven days.',
    takes: 'service or signed',
    example: 'signed',
    default: 'service',
  },
  CHROME_PATH: {
    is: 'The Chrome that draws. Default: the first that is found.',
    takes: 'a path',
    example: '/usr/bin/google-chrome',
  },
  ASSET_HOSTS: {
    is: 'Hosts that files may come from. * is any public address; an entry with an address or a port is trusted even where it is private.',
    takes: '*, or hosts and *.patterns with commas',
    example: 'cdn.example.com,*.shop.example',
    default: '*',
  },
  ASSET_ROOT: {
    is: 'Against which a relative src is resolved, never outside of it. Default: the models that come with the service.',
    takes: 'a folder, or gs://bucket/prefix',
    example: '/srv/models',
  },
  STORAGE_EMULATOR_HOST: { is: 'A stand-in for Cloud Storage.', takes: 'a URL', example: 'http://localhost:4443' },
  LOG_LEVEL: {
    is: 'What is logged, as JSON lines.',
    takes: 'fatal, error, warn, info, debug or silent',
    example: 'debug',
    default: 'info',
  },
};
