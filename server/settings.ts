import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { gpuPolicies } from '../renderer/engines/choice.ts';
import { didYouMean } from '../scenes/meant.ts';
import { settingWords } from './description/words/settings.ts';

const ownModels = fileURLToPath(new URL('../scenes/models', import.meta.url));
const list = z.string().transform(text =>
  text
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean),
);
/** `*`, or what browsers call an origin, as they send it. */
const origins = list.transform(entries => entries.map(asSent)).refine(entries => entries.every(isOrigin));
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const seconds = (most: number) =>
  z.coerce
    .number()
    .gt(0)
    .max(most)
    .transform(value => value * 1000);

/** Every setting of the service, by its name in the environment. */
const settings = z.object({
  PORT: count(0, 65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Where renders are kept: a folder, or `gs://bucket/prefix`. */
  STORE: z.string().min(1).default('./renders'),
  GPU: z.enum(gpuPolicies).default('auto'),
  /** Browsers, each of which draws one scene at a time. Default: one for two cores, at most 4. */
  RENDERERS: count(1, 64).optional(),
  /** How many renders may wait for a browser, and how many to have their files fetched. */
  QUEUE_LIMIT: count(0, 10_000).default(64),
  /** Seconds that one render may take once it has its browser. */
  RENDER_TIMEOUT: seconds(3600).default(60_000),
  /** Keys that sign links, newest first; older ones still open links. Default: one kept in the folder store, else one for this process. */
  LINK_KEYS: list.default([]),
  /** Seconds for which a preview link opens. Default 30 days. */
  LINK_TTL: seconds(10 * 366 * 24 * 3600).default(30 * 24 * 3600 * 1000),
  /** Keys that may render; everybody may where none is given. */
  API_KEYS: list.default([]),
  /** Origins of pages that may use the service from a browser; `*` is all. */
  CORS_ORIGINS: origins.default([]),
  /** What the service is reached by from outside. Default: as each request names it. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  /** `service`: frames are served here. `signed`: their URLs are signed by Cloud Storage, for 7 days at most. */
  FRAME_URLS: z.enum(['service', 'signed']).default('service'),
  CHROME_PATH: z.string().min(1).optional(),
  STORAGE_EMULATOR_HOST: z.string().min(1).optional(),
  ASSET_HOSTS: z.string().default('*'),
  /** Folder or `gs://bucket/prefix` below which a relative `src` is. Default: the models that come with the service. */
  ASSET_ROOT: z.string().min(1).default(ownModels),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  PATH: z.string().default(''),
});

export type Settings = z.output<typeof settings>;

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

/** What a setting takes, and what it was given. None that can be wrong is a secret. */
function complaint(name: string, given = ''): string {
  const { takes, example } = settingWords[name] ?? { takes: 'another value', example: '' };
  const hint = didYouMean(
    given,
    takes.split(/[, ]+/).filter(word => /^[a-z]{4,}$/.test(word)),
  );
  return `${name}: takes ${takes}, such as ${example}; got "${given}"${hint}`;
}

/** Without what browsers leave out: a slash at its end, capitals of a host, the port that goes without saying. */
function asSent(entry: string): string {
  const { origin = 'null', pathname = '/', href = '' } = URL.parse(entry) ?? {};
  return origin !== 'null' && pathname === '/' && href === `${origin}/` ? origin : entry.replace(/\/$/, '');
}

/** No page is of a pattern: its asterisk would match nothing. */
function isOrigin(entry: string): boolean {
  return entry === '*' || (URL.canParse(entry) && /^[a-z][a-z\d+.-]*:\/\/[^/?#@*]+$/.test(entry));
}
