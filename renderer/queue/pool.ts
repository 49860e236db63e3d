import type { AttestedBrowser } from '../browser/attested-browser.ts';
import type { StageBrowser } from '../browser/browser.ts';
import type { Device } from '../browser/device.ts';
import { RenderError } from '../error.ts';
import type { Turn } from './fair-queue.ts';
import { createWaitingRoom, type OnPlace } from './waiting-room.ts';

/** A browser for one's own use, until it is given back. */
export interface Lease extends AttestedBrowser {
  /** Gives it back, to be used again. */
  release(): void;
  /** Ends it; a new one takes its place. */
  discard(): void;
  /** Whether others wait for a browser. */
  hasWaiters(): boolean;
}

export interface LeaseOptions {
  /** Whether the render had a browser before, so that a full queue does not refuse it. Default: no. */
  again?: boolean;
  onPlace?: OnPlace;
}

export interface Pool {
  /**
   * Waits for a browser; see `createFairQueue` for whose turn it is.
   * @throws {RenderError} `queue_full` when as many wait as may; `renderer_unavailable` when no browser starts
   */
  lease(signal: AbortSignal, turn: Turn, options?: LeaseOptions): Promise<Lease>;
  /** Resolves once a first browser is up; rejects when none starts. */
  readonly ready: Promise<Device>;
  state(): PoolState;
  /** Ends every browser and refuses whoever waits. */
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

export interface PoolOptions {
  /** Browsers. */
  size: number;
  /** Renders that may wait for one. */
  queueLimit: number;
  open(signal: AbortSignal): Promise<AttestedBrowser>;
  /** Called when a browser is up. */
  isUp?(): unknown;
  /** Whether a browser may still draw; one that may not is replaced. */
  isUsable?(browser: AttestedBrowser): boolean;
}

/** Milliseconds between two attempts to start a browser: doubled with each that fails. */
const pauseAfterFailure = { first: 500, longest: 30_000 };
/** Milliseconds that `close` waits for browsers that are just starting. */
const graceOfStarts = 1000;

/** Keeps `size` browsers warm and lends each to one job at a time: one browser is one worker, as only ending it stops what it does. */
export function openPool(options: PoolOptions): Pool {
  return new BrowserPool(options);
}

class BrowserPool implements Pool {
  readonly ready: Promise<Device>;
  readonly #options: PoolOptions;
  readonly #waiting = createWaitingRoom<Lease>();
  readonly #idle: AttestedBrowser[] = [];
  readonly #alive = new Set<StageBrowser>();
  readonly #starts = new Set<Promise<void>>();
  readonly #endings = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  readonly #first = Promise.withResolvers<Device>();
  #busy = 0;
  #replaced = 0;
  #failure: string | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.ready = this.#first.promise;
    this.ready.catch(() => {});
    for (let count = 0; count < options.size; count++) void this.#start();
  }

  async lease(signal: AbortSignal, turn: Turn, { again = false, onPlace }: LeaseOptions = {}): Promise<Lease> {
    signal.throwIfAborted();
    if (this.#closing.signal.aborted) throw shuttingDown();
    this.#idle.filter(browser => !this.#isUsable(browser)).forEach(this.#end);
    const browser = this.#idle.shift();
    if (browser) {
      this.#waiting.account(turn);
      return this.#lend(browser);
    }
    if (this.#alive.size === 0 && this.#failure) throw new RenderError('renderer_unavailable', this.#failure);
    const { length } = this.#waiting;
    if (length >= this.#options.queueLimit && !again)
      throw new RenderError('queue_full', `${length} renders are waiting already.`);
    return this.#waiting.wait(turn, signal, onPlace);
  }

  state(): PoolState {
    return {
      size: this.#options.size,
      idle: this.#idle.length,
      busy: this.#busy,
      waiting: this.#waiting.length,
      replaced: this.#replaced,
      failure: this.#alive.size === 0 ? this.#failure : undefined,
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#first.reject(shuttingDown());
    this.#waiting.refuse(shuttingDown());
    await Promise.all([...this.#alive].map(browser => browser.kill()));
    const grace = new Promise(resolve => setTimeout(resolve, graceOfStarts).unref());
    await Promise.race([Promise.allSettled(this.#starts), grace]);
    await Promise.all(this.#endings);
  }

  /** Starts a browser, again and again until one is up. */
  async #start(): Promise<void> {
    let pause = pauseAfterFailure.first;
    while (!this.#closing.signal.aborted) {
      const starting = this.#startOne();
      this.#starts.add(starting);
      try {
        return await starting;
      } catch (error) {
        this.#failure = error instanceof Error ? error.message : String(error);
        this.#first.reject(error);
        if (this.#alive.size === 0) this.#waiting.refuse(error);
        await new Promise(resolve => setTimeout(resolve, pause).unref());
        pause = Math.min(pause * 2, pauseAfterFailure.longest);
      } finally {
        this.#starts.delete(starting);
      }
    }
  }

  async #startOne(): Promise<void> {
    const opened = await this.#options.open(this.#closing.signal);
    this.#failure = undefined;
    if (this.#closing.signal.aborted) return opened.browser.kill();
    const { engine, adapter } = opened;
    this.#first.resolve({ engine, adapter });
    this.#alive.add(opened.browser);
    // one that ended by itself leaves its folder, and perhaps helpers
    void opened.browser.ended.then(() => this.#end(opened));
    this.#offer(opened);
    this.#options.isUp?.();
  }

  readonly #end = (opened: AttestedBrowser): void => {
    this.#replace(opened);
    const ending = opened.browser.kill().finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  };

  /** Once for each browser that ended, however it did. */
  #replace(opened: AttestedBrowser): void {
    if (!this.#alive.delete(opened.browser)) return;
    const at = this.#idle.indexOf(opened);
    if (at >= 0) this.#idle.splice(at, 1);
    if (this.#closing.signal.aborted) return;
    this.#replaced++;
    void this.#start();
  }

  #offer(opened: AttestedBrowser): void {
    if (!this.#isUsable(opened)) return this.#end(opened);
    if (!this.#waiting.serve(() => this.#lend(opened))) this.#idle.push(opened);
  }

  #isUsable(opened: AttestedBrowser): boolean {
    return this.#options.isUsable?.(opened) ?? true;
  }

  #lend(opened: AttestedBrowser): Lease {
    this.#busy++;
    let held = true;
    const giveBack = (then: (opened: AttestedBrowser) => void) => () => {
      if (!held) return;
      held = false;
      this.#busy--;
      then(opened);
    };
    return {
      ...opened,
      release: giveBack(back => this.#takeBack(back)),
      discard: giveBack(this.#end),
      hasWaiters: () => this.#waiting.length > 0,
    };
  }

  #takeBack(opened: AttestedBrowser): void {
    if (this.#closing.signal.aborted || !this.#alive.has(opened.browser)) this.#end(opened);
    else this.#offer(opened);
  }
}

function shuttingDown(): RenderError {
  return new RenderError('renderer_unavailable', 'The service is shutting down.');
}
