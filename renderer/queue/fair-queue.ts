/** What is asked of a browser in one go. */
export interface Turn {
  /** Who asks: turns are shared fairly among clients. */
  client: string;
  /** Expected duration in milliseconds; only its proportion to that of others counts. */
  cost: number;
}

/** A queue whose order is fair to its clients. */
export interface FairQueue<T> {
  /** Adds a waiter; returns a function that removes it. */
  join(turn: Turn, waiter: T): () => void;
  /** Removes and returns the next waiter; `undefined` where nobody waits. */
  next(): T | undefined;
  /** Accounts for a turn that did not have to wait. */
  account(turn: Turn): void;
  /** The first waiters, in the order in which they would be served if nobody else came. Takes as long as `next` for each. Default: all */
  order(count?: number): T[];
  /** Removes and returns all waiters. */
  clear(): T[];
  readonly length: number;
}

interface Waiting<T> {
  turn: Turn;
  waiter: T;
  /** `given` when it joined. */
  givenBefore: number;
  /** `clock` when it joined. */
  clockBefore: number;
  sequence: number;
}

interface Client {
  /** Virtual time at which its turns so far would have ended, had it had an equal share of its own. */
  until: number;
  /** `given` when it was last served. */
  served: number;
}

/** A waiter goes first once others were given this many times its own cost. */
const overdueFactor = 4;

/**
 * Start-time fair queueing over the cost of jobs. Within a client the shortest job is next, and waiting jobs count as shorter by what
 * was given out meanwhile; among clients, the one whose next job would end first, had each an equal share. So a small job passes
 * large ones, and a client with a thousand jobs does not keep out one with a single job. A waiter that has seen others served several
 * times its own cost goes first in any case.
 */
export function createFairQueue<T>(): FairQueue<T> {
  const schedule = new Schedule<T>();
  let sequence = 0;
  return {
    join(turn, waiter) {
      const entry = schedule.add(turn, waiter, sequence++);
      return () => schedule.remove(entry);
    },
    next: () => schedule.next(),
    account: turn => schedule.account(turn),
    order(count = schedule.waiting.length) {
      const ahead = schedule.copy();
      return Array.from({ length: count }, () => ahead.next()).filter(waiter => waiter !== undefined);
    },
    clear: () => schedule.waiting.splice(0).map(({ waiter }) => waiter),
    get length() {
      return schedule.waiting.length;
    },
  };
}

class Schedule<T> {
  readonly waiting: Waiting<T>[] = [];
  #clients = new Map<string, Client>();
  /** Cost of all turns that were given out. */
  #given = 0;
  /** Virtual time. */
  #clock = 0;

  copy(): Schedule<T> {
    const copy = new Schedule<T>();
    copy.waiting.push(...this.waiting);
    copy.#clients = new Map(this.#clients);
    copy.#given = this.#given;
    copy.#clock = this.#clock;
    return copy;
  }

  add(turn: Turn, waiter: T, sequence: number): Waiting<T> {
    const entry = { turn, waiter, givenBefore: this.#given, clockBefore: this.#clock, sequence };
    this.waiting.push(entry);
    return entry;
  }

  remove(entry: Waiting<T>): void {
    const at = this.waiting.indexOf(entry);
    if (at >= 0) this.waiting.splice(at, 1);
  }

  next(): T | undefined {
    const shortest = [...Map.groupBy(this.waiting, ({ turn }) => turn.client).values()].map(jobs =>
      least(jobs, ({ givenBefore, turn }) => givenBefore + turn.cost),
    );
    const overdue = shortest.filter(entry => this.#isOverdue(entry));
    const chosen =
      overdue.length > 0
        ? least(overdue, ({ givenBefore }) => givenBefore)
        : shortest[0] && least(shortest, entry => this.#startOf(entry) + entry.turn.cost);
    if (!chosen) return undefined;
    this.remove(chosen);
    this.#give(chosen.turn, this.#startOf(chosen));
    return chosen.waiter;
  }

  account(turn: Turn): void {
    this.#give(turn, Math.max(this.#clients.get(turn.client)?.until ?? 0, this.#clock));
  }

  #startOf({ turn, clockBefore }: Waiting<T>): number {
    return Math.max(this.#clients.get(turn.client)?.until ?? 0, clockBefore);
  }

  #isOverdue({ turn, givenBefore }: Waiting<T>): boolean {
    const since = Math.max(givenBefore, this.#clients.get(turn.client)?.served ?? 0);
    return this.#given - since >= overdueFactor * turn.cost;
  }

  #give({ client, cost }: Turn, start: number): void {
    this.#clock = Math.max(this.#clock, start);
    this.#given += cost;
    this.#clients.set(client, { until: start + cost, served: this.#given });
    // a client that owes nothing counts as one that never came
    const here = new Set(this.waiting.map(({ turn }) => turn.client));
    for (const [name, { until }] of this.#clients)
      if (until <= this.#clock && !here.has(name)) this.#clients.delete(name);
  }
}

/** The entry with the smallest number; of several, the first to come. */
function least<T extends { sequence: number }>(all: readonly T[], by: (one: T) => number): T {
  return all.reduce((best, one) => ((by(one) - by(best) || one.sequence - best.sequence) < 0 ? one : best));
}
