import { createFairQueue, type Turn } from './fair-queue.ts';

/** Told of a waiter's place in the queue, 1 being the next, whenever that changes. */
export type OnPlace = (place: number) => void;

interface Waiter<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
  onPlace: OnPlace | undefined;
  place: number;
}

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

  const tellPlaces = (): void => {
    for (const [at, waiter] of queue.order().entries()) {
      if (waiter.place === at + 1) continue;
      waiter.place = at + 1;
      waiter.onPlace?.(waiter.place);
    }
  };

  return {
    async wait(turn, signal, onPlace) {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const quit = queue.join(turn, { resolve, reject, onPlace, place: 0 });
      const leave = (): void => {
        quit();
        reject(signal.reason);
        tellPlaces();
      };
      signal.addEventListener('abort', leave, { once: true });
      tellPlaces();
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
