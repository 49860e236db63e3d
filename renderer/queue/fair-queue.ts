/** What is asked of a browser in one go. */
export interface Turn {
  /** Who asks: turns are shared fairly among clients. */
  client: string;
  /** About how long it will take, in milliseconds; only its proportion to that of others counts. */
  cost: number;
}

/** Those who wait for a browser. */
export interface Turns<T> {
  /** Waits; gives back a way to leave. */
  join(turn: Turn, waiter: T): () => void;
  /** Whose turn it is, or `undefined` where nobody waits. */
  next(): T | undefined;
  /** Notes a turn that did not have to wait. */
  took(turn: Turn): void;
  /** Everybody leaves. */
  clear(): T[];
  readonly length: number;
}

interface Waiting<T> {
  turn: Turn;
  waiter: T;
  /** How much had been given out when it came. */
  came: number;
  /** The clock then. */
  clock: number;
  order: number;
}

interface Client {
  /** On the clock: when what it was given so far would have ended, had it had a share of its own. */
  until: number;
  /** How much had been given out, to all, when it was last given something. */
  served: number;
}

/** Nobody waits while others are given more than so many times what he asks for. */
const patience = 4;

/**
 * Who is next, by start-time fair queueing over what jobs cost. Of one client the shortest is next, and those that wait become shorter
 * by what is given out; of all clients, the one whose next job would end first, had each a share of its own. So a small job passes
 * large ones, and a client with a thousand does not keep out one with a single one. Whoever has waited while others were given
 * several times what he asks for, is next in any case.
 */
export function createTurns<T>(): Turns<T> {
  const waiting: Waiting<T>[] = [];
  const clients = new Map<string, Client>();
  let given = 0;
  let clock = 0;
  let order = 0;

  const startOf = ({ turn, clock: came }: Waiting<T>) => Math.max(clients.get(turn.client)?.until ?? 0, came);
  const isOverdue = ({ turn, came }: Waiting<T>) =>
    given - Math.max(came, clients.get(turn.client)?.served ?? 0) >= patience * turn.cost;
  const byAge = (one: Waiting<T>) => one.came + one.turn.cost;
  const byShare = (one: Waiting<T>) => startOf(one) + one.turn.cost;

  const give = ({ client, cost }: Turn, start: number): void => {
    clock = Math.max(clock, start);
    given += cost;
    clients.set(client, { until: start + cost, served: given });
    // who owes nothing is as one who never came
    const here = new Set(waiting.map(({ turn }) => turn.client));
    for (const [name, { until }] of clients) if (until <= clock && !here.has(name)) clients.delete(name);
  };

  return {
    join(turn, waiter) {
      const one = { turn, waiter, came: given, clock, order: order++ };
      waiting.push(one);
      return () => {
        const at = waiting.indexOf(one);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
    next() {
      const heads = [...Map.groupBy(waiting, ({ turn }) => turn.client).values()].map(jobs => least(jobs, byAge));
      const overdue = heads.filter(isOverdue);
      const chosen = overdue.length > 0 ? least(overdue, ({ came }) => came) : heads[0] && least(heads, byShare);
      if (!chosen) return undefined;
      waiting.splice(waiting.indexOf(chosen), 1);
      give(chosen.turn, startOf(chosen));
      return chosen.waiter;
    },
    took: turn => give(turn, Math.max(clients.get(turn.client)?.until ?? 0, clock)),
    clear: () => waiting.splice(0).map(({ waiter }) => waiter),
    get length() {
      return waiting.length;
    },
  };
}

/** The one with the smallest number; of several, who came first. */
function least<T extends { order: number }>(all: readonly T[], by: (one: T) => number): T {
  return all.reduce((best, one) => ((by(one) - by(best) || one.order - best.order) < 0 ? one : best));
}
