import type { Drawer } from '../browser/drawer.ts';
import type { AttestedBrowser } from '../browser/attested-browser.ts';
import { RenderError } from '../error.ts';
import type { StageBrowser } from '../browser/browser.ts';
import { createTurns, type Turn } from './fair-queue.ts';

/** A browser of one's own, until it is given back. */
export interface Lease extends AttestedBrowser {
  /** Gives it back, to be used again. */
  release(): void;
  /** Ends it; a new one takes its place. */
  discard(): void;
  /** Whether others wait for a browser. */
  wanted(): boolean;
}

export interface Pool {
  /**
   * Waits for a browser; see `createTurns` for whose turn it is.
   * @param again whether it had one before, so that a full queue does not refuse it
   * @throws {RenderError} `queue_full` when as many wait as may; `renderer_unavailable` when no browser starts
   */
  lease(signal: AbortSignal, turn: Turn, again?: boolean): Promise<Lease>;
  /** Resolves once a first browser is up; rejects when none starts. */
  readonly ready: Promise<Drawer>;
  /** How things stand. */
  state(): PoolState;
  /** Ends every browser. Whoever waits is refused. */
  close(): Promise<void>;
}

export interface PoolState {
  size: number;
  idle: number;
  busy: number;
  waiting: number;
  /** Browsers that had to be replaced since the start. */
  replaced: number;
  /** Why the last browser did not start, while none is up. */
  failure: string | undefined;
}

interface Waiter {
  resolve(lease: Lease): void;
  reject(error: unknown): void;
}

export interface PoolOptions {
  /** Called when a browser is up. */
  isUp?: () => unknown;
  /** Whether a browser may draw still; one that may not is replaced. */
  isUsable?: (opened: AttestedBrowser) => boolean;
}

const pauseAfterFailure = { first: 500, longest: 30_000 };
/** Milliseconds that `close` waits for browsers that are just starting to have ended. */
const graceOfStarts = 1000;

/** Keeps `size` browsers warm and lends each to one job at a time: one browser is one worker, since ending it is the only brake. */
export function openPool(
  size: number,
  queueLimit: number,
  open: (signal: AbortSignal) => Promise<AttestedBrowser>,
  { isUp = () => {}, isUsable = () => true }: PoolOptions = {},
): Pool {
  const idle: AttestedBrowser[] = [];
  const waiters = createTurns<Waiter>();
  const alive = new Set<StageBrowser>();
  const starts = new Set<Promise<void>>();
  const endings = new Set<Promise<void>>();
  let busy = 0;
  let replaced = 0;
  let failure: string | undefined;
  const closing = new AbortController();
  const { promise: ready, resolve: isReady, reject: isNotReady } = Promise.withResolvers<Drawer>();
  ready.catch(() => {});

  const startOne = async (): Promise<void> => {
    const opened = await open(closing.signal);
    failure = undefined;
    if (closing.signal.aborted) return opened.browser.kill();
    const { engine, adapter } = opened;
    isReady({ engine, adapter });
    enlist(opened);
  };

  const start = async (): Promise<void> => {
    for (
      let pause = pauseAfterFailure.first;
      !closing.signal.aborted;
      pause = Math.min(pause * 2, pauseAfterFailure.longest)
    ) {
      const starting = startOne();
      starts.add(starting);
      try {
        return await starting;
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
        isNotReady(error);
        refuseWhileNoneIsUp(error);
        await new Promise(resolve => setTimeout(resolve, pause).unref());
      } finally {
        starts.delete(starting);
      }
    }
  };

  const enlist = (opened: AttestedBrowser): void => {
    alive.add(opened.browser);
    // one that ended by itself leaves its folder, and perhaps helpers
    void opened.browser.ended.then(() => end(opened));
    offer(opened);
    isUp();
  };

  /** Once for each browser that ended, however it did. */
  const replace = (opened: AttestedBrowser): void => {
    if (!alive.delete(opened.browser)) return;
    const at = idle.indexOf(opened);
    if (at >= 0) idle.splice(at, 1);
    if (closing.signal.aborted) return;
    replaced++;
    void start();
  };

  const end = (opened: AttestedBrowser): void => {
    replace(opened);
    const ending = opened.browser.kill().finally(() => endings.delete(ending));
    endings.add(ending);
  };

  const offer = (opened: AttestedBrowser): void => {
    if (!isUsable(opened)) return end(opened);
    const waiter = waiters.next();
    if (waiter) waiter.resolve(lend(opened));
    else idle.push(opened);
  };

  const lend = (opened: AttestedBrowser): Lease => {
    busy++;
    let held = true;
    const giveBack = (then: (opened: AttestedBrowser) => void) => () => {
      if (!held) return;
      held = false;
      busy--;
      then(opened);
    };
    return {
      ...opened,
      release: giveBack(back => (closing.signal.aborted || !alive.has(back.browser) ? end(back) : offer(back))),
      discard: giveBack(end),
      wanted: () => waiters.length > 0,
    };
  };

  const refuseWhileNoneIsUp = (error: unknown): void => {
    if (alive.size === 0) for (const waiter of waiters.clear()) waiter.reject(error);
  };

  for (let count = 0; count < size; count++) void start();

  return {
    ready,
    async lease(signal, turn, again = false) {
      signal.throwIfAborted();
      if (closing.signal.aborted) throw new RenderError('renderer_unavailable', 'The service is shutting down.');
      const unusable = idle.filter(opened => !isUsable(opened));
      unusable.forEach(end);
      const opened = idle.shift();
      if (opened) {
        waiters.took(turn);
        return lend(opened);
      }
      if (alive.size === 0 && failure) throw new RenderError('renderer_unavailable', failure);
      if (waiters.length >= queueLimit && !again)
        throw new RenderError('queue_full', `${waiters.length} renders are waiting already.`);
      return new Promise<Lease>((resolve, reject) => {
        const leave = () => {
          quit();
          reject(signal.reason);
        };
        const waiter: Waiter = {
          resolve(lease) {
            signal.removeEventListener('abort', leave);
            resolve(lease);
          },
          reject(error) {
            signal.removeEventListener('abort', leave);
            reject(error);
          },
        };
        const quit = waiters.join(turn, waiter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
    state: () => ({
      size,
      idle: idle.length,
      busy,
      waiting: waiters.length,
      replaced,
      failure: alive.size === 0 ? failure : undefined,
    }),
    async close() {
      closing.abort();
      isNotReady(new RenderError('renderer_unavailable', 'The service is shutting down.'));
      for (const waiter of waiters.clear())
        waiter.reject(new RenderError('renderer_unavailable', 'The service is shutting down.'));
      await Promise.all([...alive].map(browser => browser.kill()));
      const grace = new Promise(resolve => setTimeout(resolve, graceOfStarts).unref());
      await Promise.race([Promise.allSettled(starts), grace]);
      await Promise.all(endings);
    },
  };
}
