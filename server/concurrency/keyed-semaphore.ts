import { Problem } from '../problems/problem.ts';

export interface KeyedSemaphoreOptions {
  /** Tasks that run at a time. */
  permits: number;
  /** Those of them that one key may have: the others are free for other keys, however slow it is. */
  perKey: number;
  /** Tasks that may wait, of all keys together. */
  queueLimit: number;
}

export interface RunOptions {
  /** Ends the wait, with its reason. */
  signal: AbortSignal;
  /** Told where the task has to wait: its place among all that wait. */
  onQueued?(place: number): void;
}

/** Lets a limited number of tasks run at a time, of all keys and of each. */
export interface KeyedSemaphore {
  /**
   * Runs a task when it is its turn: first come first served within a key, and round robin among keys.
   * @throws {Problem} `queue_full` where too many wait; or the signal's reason, where it ends while the task waits
   */
  run<T>(key: string, options: RunOptions, task: () => Promise<T>): Promise<T>;
}

export function createKeyedSemaphore(options: KeyedSemaphoreOptions): KeyedSemaphore {
  return new RoundRobinSemaphore(options);
}

class RoundRobinSemaphore implements KeyedSemaphore {
  readonly #options: KeyedSemaphoreOptions;
  readonly #running = new Map<string, number>();
  /** In the order in which the keys have their turns. */
  readonly #queues = new Map<string, (() => void)[]>();
  #taken = 0;
  #queued = 0;

  constructor(options: KeyedSemaphoreOptions) {
    this.#options = options;
  }

  async run<T>(key: string, options: RunOptions, task: () => Promise<T>): Promise<T> {
    options.signal.throwIfAborted();
    if (this.#isFree(key)) this.#take(key);
    else await this.#wait(key, options);
    try {
      return await task();
    } finally {
      this.#giveBack(key);
    }
  }

  #isFree(key: string): boolean {
    return this.#taken < this.#options.permits && (this.#running.get(key) ?? 0) < this.#options.perKey;
  }

  #take(key: string): void {
    this.#taken++;
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
  }

  #giveBack(key: string): void {
    this.#taken--;
    const left = (this.#running.get(key) ?? 1) - 1;
    if (left > 0) this.#running.set(key, left);
    else this.#running.delete(key);
    this.#startNext();
  }

  /** Starts the first task of the first key that is free, which then has its next turn after all others. */
  #startNext(): void {
    const key = [...this.#queues.keys()].find(waiting => this.#isFree(waiting));
    if (key === undefined) return;
    const queue = this.#queues.get(key) ?? [];
    const start = queue.shift();
    this.#queues.delete(key);
    if (queue.length > 0) this.#queues.set(key, queue);
    this.#take(key);
    this.#queued--;
    start?.();
  }

  async #wait(key: string, { signal, onQueued }: RunOptions): Promise<void> {
    if (this.#queued >= this.#options.queueLimit)
      throw new Problem('queue_full', 'Too many requests are being prepared: try again shortly.');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const queue = this.#queues.get(key) ?? [];
    const leave = (): void => {
      queue.splice(queue.indexOf(start), 1);
      this.#queued--;
      if (queue.length === 0 && this.#queues.get(key) === queue) this.#queues.delete(key);
      reject(signal.reason);
    };
    const start = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    queue.push(start);
    this.#queues.set(key, queue);
    this.#queued++;
    onQueued?.(this.#queued);
    signal.addEventListener('abort', leave, { once: true });
    return promise;
  }
}
