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

export function createKeyedSemaphore({ permits, perKey, queueLimit }: KeyedSemaphoreOptions): KeyedSemaphore {
  const running = new Map<string, number>();
  /** In the order in which the keys have their turns. */
  const queues = new Map<string, (() => void)[]>();
  let taken = 0;
  let queued = 0;

  const isFree = (key: string) => taken < permits && (running.get(key) ?? 0) < perKey;

  const take = (key: string): void => {
    taken++;
    running.set(key, (running.get(key) ?? 0) + 1);
  };

  const giveBack = (key: string): void => {
    taken--;
    const left = (running.get(key) ?? 1) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
    const next = [...queues.keys()].find(isFree);
    if (next === undefined) return;
    const queue = queues.get(next) ?? [];
    const start = queue.shift();
    queues.delete(next);
    if (queue.length > 0) queues.set(next, queue);
    take(next);
    queued--;
    start?.();
  };

  const wait = (key: string, { signal, onQueued }: RunOptions): Promise<void> => {
    if (queued >= queueLimit)
      throw new Problem('queue_full', 'Too many requests are being prepared: try again shortly.');
    return new Promise<void>((resolve, reject) => {
      const queue = queues.get(key) ?? [];
      const leave = () => {
        queue.splice(queue.indexOf(start), 1);
        queued--;
        if (queue.length === 0 && queues.get(key) === queue) queues.delete(key);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      queue.push(start);
      queues.set(key, queue);
      queued++;
      onQueued?.(queued);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  return {
    async run(key, options, task) {
      options.signal.throwIfAborted();
      if (isFree(key)) take(key);
      else await wait(key, options);
      try {
        return await task();
      } finally {
        giveBack(key);
      }
    },
  };
}
