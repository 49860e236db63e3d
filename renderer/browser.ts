import { setTimeout as sleep } from 'node:timers/promises';
import { type ChromeProcess, startChrome } from './chrome-process.ts';
import type { Stage, StageAnswer } from './contract.ts';
import { RenderError } from './error.ts';
import type { Profile } from './profile.ts';
import { jsonOf, openProtocol, type Protocol } from './protocol.ts';

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
  /** Told when Chrome has been started, and is on its way. */
  started?: (() => void) | undefined;
}

/** Milliseconds for the stage to be there. */
const patience = 30_000;

/** Starts a browser with the stage open in it. */
export async function openBrowser({
  chromePath,
  profile,
  page,
  signal,
  started,
}: BrowserOptions): Promise<StageBrowser> {
  const abandoned = Promise.withResolvers<never>();
  abandoned.promise.catch(() => {});
  const abandon = () => abandoned.reject(new Error('it was not needed any more'));
  const late = setTimeout(
    () => abandoned.reject(new Error(`its page was not there within ${patience / 1000} s`)),
    patience,
  );
  signal?.addEventListener('abort', abandon, { once: true });
  let chrome: ChromeProcess | undefined;
  try {
    signal?.throwIfAborted();
    chrome = await startChrome(chromePath, profile, page);
    started?.();
    const ended = chrome.ended.then(said => Promise.reject(new Error(`it ended: ${lastLine(said)}`)));
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

/** What Chrome says of a page that is gone. */
const crashed = new Set(['Inspector.targetCrashed', 'Inspector.detached', 'Target.detachedFromTarget']);

async function openStage(chrome: ChromeProcess): Promise<StageBrowser> {
  const protocol = openProtocol(chrome.commands, chrome.answers);
  // A call that is waited for never settles after a crash: every one is raced against these ends.
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => {});
  const lose = (why: string) => reject(new RenderError('renderer_failed', why));
  protocol.listen(method => crashed.has(method) && lose('the stage crashed'));
  const ended = chrome.ended.then(() => lose('the browser ended'));

  const session = await attach(protocol);
  await protocol.send('Inspector.enable', {}, session);
  while (!(await isThere(protocol, session))) await sleep(8);
  return {
    profile: chrome.profile,
    ended,
    kill: () => chrome.kill(),
    async call(name, ...args) {
      const expression = `stage.${name}(${args.map(arg => JSON.stringify(arg)).join(',')})`;
      const value = await Promise.race([evaluate(protocol, session, expression), lost]);
      const answer = value as StageAnswer<ValueOf<typeof name>>;
      if ('value' in answer) return answer.value;
      const { code, detail, pointer } = answer.failure;
      throw new RenderError(code, detail, { pointer });
    },
  };
}

/** The session of the one page that there is, now or in a moment. */
async function attach(protocol: Protocol): Promise<string> {
  for (;;) {
    const { targetInfos } = await protocol.send('Target.getTargets');
    const targets = Array.isArray(targetInfos) ? targetInfos.map(jsonOf) : [];
    const page = targets.find(({ type }) => type === 'page');
    if (page) {
      const { sessionId } = await protocol.send('Target.attachToTarget', { targetId: page['targetId'], flatten: true });
      return String(sessionId);
    }
    await sleep(8);
  }
}

async function isThere(protocol: Protocol, session: string): Promise<boolean> {
  try {
    return (await evaluate(protocol, session, 'globalThis.stage !== undefined')) === true;
  } catch (error) {
    // the page before it goes while it is asked
    if (/context|navigat/i.test(String(error))) return false;
    throw error;
  }
}

async function evaluate(protocol: Protocol, session: string, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await protocol.send('Runtime.evaluate', params, session);
  if (exceptionDetails === undefined) return jsonOf(result)['value'];
  const { text, exception } = jsonOf(exceptionDetails);
  throw new Error(String(jsonOf(exception)['description'] ?? text));
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1) || 'it said nothing';
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}
