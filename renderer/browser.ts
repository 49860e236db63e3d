import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import type { Stage, StageAnswer } from './contract.ts';
import { RenderError } from './error.ts';
import { flagsFor, type Profile } from './profile.ts';

export interface StageBrowser {
  /** Calls the stage; rejects when the browser or its page end while it waits. */
  call<Name extends keyof Stage>(name: Name, ...args: Parameters<Stage[Name]>): Promise<ValueOf<Name>>;
  /** Its profile's folder. */
  readonly profile: string;
  /** Settles when the browser has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the browser at once: nothing else stops a shader that never ends. */
  kill(): Promise<void>;
}

type ValueOf<Name extends keyof Stage> =
  Awaited<ReturnType<Stage[Name]>> extends StageAnswer<infer Value> ? Value : never;

export interface BrowserOptions {
  chromePath: string;
  profile: Profile;
  /** Address of the stage's page. */
  page: string;
  /** Ends the browser, also while it starts. */
  signal?: AbortSignal;
}

/** Starts a browser with the stage open in it. */
export async function openBrowser({ chromePath, profile, page: url, signal }: BrowserOptions): Promise<StageBrowser> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'darkroom-'));
  const forget = () => rm(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  let browser: Browser | undefined;
  // A browser that is ended while it starts may leave its launch waiting.
  const { promise: abandoned, reject } = Promise.withResolvers<never>();
  const abandon = () => reject(new Error('it was not needed any more'));
  signal?.addEventListener('abort', abandon, { once: true });
  try {
    const launch = puppeteer.launch({
      executablePath: chromePath,
      args: [`--user-data-dir=${userDataDir}`, ...flagsFor(profile)],
      ignoreDefaultArgs: true,
      pipe: true,
      // Chrome would keep every model's file for whoever watches its network, and nobody does
      networkEnabled: false,
      protocolTimeout: 0,
      timeout: 30_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(signal && { signal }),
    });
    browser = await Promise.race([launch, abandoned]);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    browser.once('disconnected', () => resolve());
    const page = await Promise.race([openStage(browser, url), abandoned]);
    return stageOf(browser, page, userDataDir, ended, forget);
  } catch (error) {
    endProcessGroup(browser?.process()?.pid);
    await forget();
    throw new RenderError('renderer_unavailable', `Chrome (${chromePath}) did not start: ${reason(error)}`, {
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', abandon);
  }
}

async function openStage(browser: Browser, url: string): Promise<Page> {
  const [page = await browser.newPage()] = await browser.pages();
  await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
  await page.waitForFunction('globalThis.stage !== undefined', { timeout: 30_000 });
  return page;
}

function stageOf(
  browser: Browser,
  page: Page,
  profile: string,
  ended: Promise<void>,
  forget: () => Promise<void>,
): StageBrowser {
  // A pending evaluate never settles after a crash: every call is raced against these ends.
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => {});
  const lose = (why: string) => reject(new RenderError('renderer_failed', why));
  page.once('error', error => lose(`the stage crashed: ${error.message}`));
  void ended.then(() => lose('the browser ended'));

  const kill = async (): Promise<void> => {
    endProcessGroup(browser.process()?.pid);
    await ended;
    await forget();
  };
  let killed: Promise<void> | undefined;
  return {
    profile,
    ended,
    async call(name, ...args) {
      const expression = `stage.${name}(${args.map(arg => JSON.stringify(arg)).join(',')})`;
      const answer = (await Promise.race([page.evaluate(expression), lost])) as StageAnswer<ValueOf<typeof name>>;
      if ('value' in answer) return answer.value;
      const { code, detail, pointer } = answer.failure;
      throw new RenderError(code, detail, { pointer });
    },
    kill: () => (killed ??= kill()),
  };
}

/** Chrome's helpers are in its process group, and one that is busy drawing does not notice that its parent is gone. */
function endProcessGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}
