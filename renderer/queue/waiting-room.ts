import { createFairQueue, type Turn } from './fair-queue.ts';

/** Told of a waiter's place in the queue, 1 being the next, whenever that changes; in a long queue, first of its length and then near its front. */
export type OnPlace = (place: number) => void;

interface Waiter<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
  onPlace: OnPlace | undefined;
  place: number;
}

/** Comparisons that telling places may take at each change: working out the order takes as many as the queue's length squared. */
const maxComparisons = 4096;

/** Those who wait for something of which there are few, as promises in a fair queue. */
export interface WaitingRoom<T> {
  /** Resolves with what it waits for; rejects with the signal's reason where that ends first. */
  wait(turn: Turn, signal: AbortSignal, onPlace?: OnPlace): Promise<T>;
  /** Gives something to whoever is next. @returns whether anybody was there */
  serve(make: () => T): boolean;
  /** Accounts for a turn that did not have to wait. */
  account(turn: Turn): void;
  /** Refuses everybody. */
  refuse(error: unknown): void;
  readonly length: number;
}

export function createWaitingRoom<T>(): WaitingRoom<T> {
  const queue = createFairQueue<Waiter<T>>();

  const tell = (waiter: Waiter<T>, place: number): void => {
    if (waiter.place === place) return;
    waiter.place = place;
    waiter.onPlace?.(place);
  };
  const tellPlaces = (): void => {
    const { length } = queue;
    const count = Math.min(length, Math.floor(maxComparisons / length));
    for (const [at, waiter] of queue.order(count).entries()) tell(waiter, at + 1);
  };

  return {
    async wait(turn, signal, onPlace) {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const waiter = { resolve, reject, onPlace, place: 0 };
      const quit = queue.join(turn, waiter);
      const leave = (): void => {
        quit();
        reject(signal.reason);
        tellPlaces();
      };
      signal.addEventListener('abort', leave, { once: true });
      tellPlaces();
      if (waiter.place === 0) tell(waiter, queue.length);
      return promise.finally(() => signal.removeEventListener('abort', leave));
    },
    serve(make) {
      const waiter = queue.next();
      waiter?.resolve(make());
      tellPlaces();
      return waiter !== undefined;
    },
    account: turn => queue.account(turn),
    refuse(error) {
      for (const waiter of queue.clear()) waiter.reject(error);
    },
    get length() {
      return queue.length;
    },
  };
}
