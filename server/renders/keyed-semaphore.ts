import { Problem } from '../problems/problem.ts';

export interface LanesOptions {
  /** Tasks that are under way at a time. */
  places: number;
  /** Those of them that one lane may have: the others are free for other lanes, however slow it is. */
  each: number;
  /** Tasks that may wait, of all lanes together. */
  waiting: number;
}

/** Lets so many tasks run at a time, each in a lane, none of which holds up the others. */
export interface Lanes {
  /**
   * Runs a task when it is its turn: first come first served within a lane, and the lanes by turns.
   * @throws {Problem} 429 where too many wait; or the signal's reason, where it ends while the task waits
   */
  run<T>(lane: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

export function createLanes({ places, each, waiting }: LanesOptions): Lanes {
  const running = new Map<string, number>();
  /** In the order in which the lanes have their turns. */
  const queues = new Map<string, (() => void)[]>();
  let taken = 0;
  let queued = 0;

  const isFree = (lane: string) => taken < places && (running.get(lane) ?? 0) < each;

  const take = (lane: string): void => {
    taken++;
    running.set(lane, (running.get(lane) ?? 0) + 1);
  };

  const giveBack = (lane: string): void => {
    taken--;
    const left = (running.get(lane) ?? 1) - 1;
    if (left > 0) running.set(lane, left);
    else running.delete(lane);
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

  const wait = (lane: string, signal: AbortSignal): Promise<void> => {
    if (queued >= waiting) throw new Problem('queue_full', 'Too many requests are being prepared: try again shortly.');
    return new Promise<void>((resolve, reject) => {
      const queue = queues.get(lane) ?? [];
      const leave = () => {
        queue.splice(queue.indexOf(start), 1);
        queued--;
        if (queue.length === 0 && queues.get(lane) === queue) queues.delete(lane);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      queue.push(start);
      queues.set(lane, queue);
      queued++;
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  return {
    async run(lane, signal, task) {
      signal.throwIfAborted();
      if (isFree(lane)) take(lane);
      else await wait(lane, signal);
      try {
        return await task();
      } finally {
        giveBack(lane);
      }
    },
  };
}
