import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { gpuPolicies } from '../renderer/engines/choice.ts';
import { didYouMean } from '../scenes/meant.ts';
import { address, count, list, origins, seconds } from './setting-types.ts';

/** What people read of a setting. */
export interface SettingText {
  /** One sentence: what it is. */
  description: string;
  /** More about it. */
  details?: string;
  /** Values that it takes, as they are told within a sentence. */
  takes: string;
  /** One value that it takes. */
  example: string;
  /** What holds where it is not set and its schema has no default. */
  unset?: string;
}

const texts = z.registry<SettingText>();

const ownModels = fileURLToPath(new URL('../scenes/models', import.meta.url));

/** Every setting of the service, by its name in the environment; defaults are written as in the environment. */
const settings = z.object({
  PORT: count(0, 65535).prefault('8080').register(texts, {
    description: 'Port to listen on; 0 takes any free port.',
    takes: 'a whole number from 0 to 65535',
    example: '8080',
  }),
  HOST: z.string().prefault('127.0.0.1').register(texts, {
    description: 'Address to listen on; 0.0.0.0 in the image.',
    takes: 'an address of this machine',
    example: '0.0.0.0',
  }),
  STORE: z.string().min(1).prefault('./renders').register(texts, {
    description: 'Place where renders are kept.',
    takes: 'a folder, or gs://bucket/prefix',
    example: 'gs://pictures/renders',
  }),
  GPU: z.enum(gpuPolicies).prefault('auto').register(texts, {
    description: 'Engines that may draw.',
    details:
      'auto: a GPU, else lavapipe, else SwiftShader, the first that draws a known picture right; require: a GPU, and without one the service is not ready; cpu: lavapipe, else SwiftShader; software: SwiftShader.',
    takes: 'auto, require, cpu or software',
    example: 'cpu',
  }),
  RENDERERS: count(1, 64).optional().register(texts, {
    description: 'Number of browsers, each of which draws one scene at a time.',
    takes: 'a whole number from 1 to 64',
    example: '2',
    unset: 'one for two cores, at most 4',
  }),
  QUEUE_LIMIT: count(0, 10_000).prefault('64').register(texts, {
    description:
      'Number of renders that may wait for a browser, and as many for their files; one more is answered 429.',
    details:
      'Small renders pass large ones, and clients (by key, or without keys by address) are served fairly: a render of many pictures lets others pass after half a second, or after four times as long as it took to load.',
    takes: 'a whole number from 0 to 10000',
    example: '64',
  }),
  RENDER_TIMEOUT: seconds(3600).prefault('60').register(texts, {
    description: 'Time limit of one render once it has its browser, in seconds.',
    takes: 'seconds as a number, above 0 and up to 3600',
    example: '60',
  }),
  LINK_KEYS: list.default([]).register(texts, {
    description: 'Keys that sign preview links and thumbnail URLs, newest first: the first signs, each opens.',
    takes: 'a list with commas',
    example: 'new-key,old-key',
    unset: 'a key that is kept in a folder store; with a bucket, one for this process alone',
  }),
  LINK_TTL: seconds(10 * 366 * 24 * 3600)
    .prefault('2592000')
    .register(texts, {
      description: 'Lifetime of a preview link, in seconds; the default is 30 days.',
      takes: 'seconds as a number, up to ten years',
      example: '86400',
    }),
  API_KEYS: list.default([]).register(texts, {
    description: 'Keys that may render.',
    takes: 'a list with commas',
    example: 'key-of-the-shop,key-of-the-studio',
    unset: 'none: everybody may render',
  }),
  CORS_ORIGINS: origins.default([]).register(texts, {
    description: 'Origins of pages that may use the service from a browser.',
    details:
      'Scripts of these pages read answers and problems, and may POST. Frames and signed thumbnails may be read from any page that has their URL. Where no key is needed, pages of other origins cannot POST.',
    takes: '*, or origins with commas',
    example: 'https://shop.example,http://localhost:3000',
    unset: 'none',
  }),
  PUBLIC_URL: address.optional().register(texts, {
    description: 'Address of the service from outside, with which the URLs of answers begin.',
    takes: 'an http: or https: URL',
    example: 'https://pictures.example.com',
    unset: 'as each request names it',
  }),
  FRAME_URLS: z.enum(['service', 'signed']).prefault('service').register(texts, {
    description:
      'Place where frames are fetched: this service, or Cloud Storage by URLs that are signed for seven days.',
    takes: 'service or signed',
    example: 'signed',
  }),
  CHROME_PATH: z.string().min(1).optional().register(texts, {
    description: 'Path of the Chrome that draws.',
    takes: 'a path',
    example: '/usr/bin/google-chrome',
    unset: 'the first that is found on the system, or in puppeteer’s cache',
  }),
  STORAGE_EMULATOR_HOST: z.string().min(1).optional().register(texts, {
    description: 'Address of a stand-in for Cloud Storage.',
    takes: 'a URL',
    example: 'http://localhost:4443',
  }),
  ASSET_HOSTS: z.string().prefault('*').register(texts, {
    description: 'Hosts that files may come from; * is any public address.',
    details: 'An entry with an address or a port is trusted even where it is private, such as 127.0.0.1:9000.',
    takes: '*, or hosts and *.patterns with commas',
    example: 'cdn.example.com,*.shop.example',
  }),
  ASSET_ROOT: z.string().min(1).default(ownModels).register(texts, {
    description: 'Place below which a relative src is resolved.',
    takes: 'a folder, or gs://bucket/prefix',
    example: '/srv/models',
    unset: 'the models that come with the service',
  }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).prefault('info').register(texts, {
    description: 'Lowest level that is logged, as JSON lines.',
    takes: 'fatal, error, warn, info, debug or silent',
    example: 'debug',
  }),
  // read from every environment, but not one of the service's own
  PATH: z.string().default(''),
});

export type Settings = z.output<typeof settings>;

export interface DescribedSetting extends SettingText {
  name: string;
  /** As it would be written; undefined where there is none. */
  default?: string;
}

/** Every setting of the service that people make, in the order of the table. */
export const describedSettings: readonly DescribedSetting[] = Object.entries(settings.shape).flatMap(
  ([name, schema]) => {
    const text = texts.get(schema);
    if (!text) return [];
    const value = schema instanceof z.ZodPrefault ? schema.def.defaultValue : undefined;
    return [{ name, ...text, ...(typeof value === 'string' && { default: value }) }];
  },
);

/**
 * Reads the settings.
 * @throws {Error} that names each setting that is wrong, and how
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  // `NAME=` in a service's configuration means that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const result = settings.safeParse(given);
  if (result.success) return result.data;
  const names = new Set(result.error.issues.map(({ path }) => String(path[0])));
  throw new Error([...names].map(name => complaint(name, given[name])).join('\n'));
}

/** A wrong setting: what it takes, and what it was given. None that can be wrong is a secret. */
function complaint(name: string, given = ''): string {
  const { takes, example } = describedSettings.find(one => one.name === name) ?? {
    takes: 'another value',
    example: '',
  };
  const hint = didYouMean(
    given,
    takes.split(/[, ]+/).filter(word => /^[a-z]{4,}$/.test(word)),
  );
  return `${name}: takes ${takes}, such as ${example}; got "${given}"${hint}`;
}
