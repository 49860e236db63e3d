import type { Page } from 'puppeteer';
import { type ChromeProcess, startChrome } from './chrome-process.ts';
import type { StageAnswer, StageCalls } from '../contract.ts';
import { RenderError } from '../error.ts';
import type { Profile } from './profile.ts';
import { transportOver } from './pipes.ts';

export interface StageBrowser {
  /** Calls the stage; rejects when the browser or its page end while it waits. */
  call<Name extends keyof StageCalls>(name: Name, ...args: Parameters<StageCalls[Name]>): Promise<ValueOf<Name>>;
  /** Folder of its profile. */
  readonly profile: string;
  /** Settles when the browser has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the browser at once: nothing else stops a shader that never ends. */
  kill(): Promise<void>;
}

type ValueOf<Name extends keyof StageCalls> =
  Awaited<ReturnType<StageCalls[Name]>> extends StageAnswer<infer Value> ? Value : never;

export interface BrowserOptions {
  chromePath: string;
  profile: Profile;
  /** Address of the stage's page. */
  page: string;
  /** Ends the browser, also while it starts. */
  signal?: AbortSignal;
  /** Called once its process runs; from then on it starts by itself. */
  onLaunch?: () => void;
}

/** Milliseconds for the stage to be loaded. */
const loadTimeout = 30_000;

/** Starts a browser with the stage open in it. */
export async function openBrowser({
  chromePath,
  profile,
  page,
  signal,
  onLaunch,
}: BrowserOptions): Promise<StageBrowser> {
  const abandoned = Promise.withResolvers<never>();
  abandoned.promise.catch(() => {});
  const abandon = () => abandoned.reject(new Error('it was not needed any more'));
  const late = setTimeout(
    () => abandoned.reject(new Error(`its page was not there within ${loadTimeout / 1000} s`)),
    loadTimeout,
  );
  signal?.addEventListener('abort', abandon, { once: true });
  let chrome: ChromeProcess | undefined;
  try {
    signal?.throwIfAborted();
    chrome = await startChrome(chromePath, profile, page);
    onLaunch?.();
    const ended = chrome.ended.then(how => Promise.reject(new Error(`it ended: ${how}`)));
    return await Promise.race([openStage(chrome), ended, abandoned.promise]);
  } catch (error) {
    await chrome?.kill();
    throw new RenderError('renderer_unavailable', `Chrome (${chromePath}) did not start: ${reason(error)}`, {
      cause: error,
    });
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', abandon);
  }
}

async function openStage(chrome: ChromeProcess): Promise<StageBrowser> {
  const page = await pageOf(chrome);
  // a pending evaluate never settles after a crash: every call races against the end
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => {});
  const lose = (why: string) => reject(new RenderError('renderer_failed', why));
  page.once('error', error => lose(`the stage crashed: ${error.message}`));
  const ended = chrome.ended.then(how => lose(`the browser ended: ${how}`));

  await page.waitForFunction('globalThis.stage !== undefined', { timeout: loadTimeout, polling: 10 });
  return {
    profile: chrome.profile,
    ended,
    kill: () => chrome.kill(),
    async call(name, ...args) {
      const expression = `stage.${name}(${args.map(arg => JSON.stringify(arg)).join(',')})`;
      const evaluated = Promise.race([page.evaluate(expression), lost]).catch((error: unknown) => {
        throw new RenderError('renderer_failed', reason(error), { step: name, cause: error });
      });
      const answer = (await evaluated) as StageAnswer<ValueOf<typeof name>>;
      if ('value' in answer) return answer.value;
      const { code, detail, pointer, step = name, cause } = answer.failure;
      throw new RenderError(code, detail, { pointer, step, cause: cause === undefined ? undefined : thrown(cause) });
    },
  };
}

/** The one page that Chrome opens by itself. Puppeteer is loaded while Chrome starts. */
async function pageOf({ commands, answers }: ChromeProcess): Promise<Page> {
  const { default: puppeteer, TargetType } = await import('puppeteer');
  const browser = await puppeteer.connect({
    transport: transportOver(commands, answers),
    defaultViewport: null,
    // with DevTools' Network on, Chrome would keep the file of every model
    networkEnabled: false,
    protocolTimeout: 0,
  });
  const target = await browser.waitForTarget(one => one.type() === TargetType.PAGE, { timeout: loadTimeout });
  const page = await target.page();
  if (!page) throw new Error('it has no page');
  return page;
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}

/** An error of the stage, with its stack, for the log. */
function thrown(stack: string): Error {
  return Object.assign(new Error(stack.split('\n')[0]), { stack });
}
