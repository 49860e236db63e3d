/** Work that several may wait for: done once however many ask, and aborted when the last of them has gone. */
export interface SingleFlight<Event, Result> {
  /** Joins the work under `key`, or starts it. */
  join(key: string, options: JoinOptions<Event, Result>): Promise<Result>;
}

export interface JoinOptions<Event, Result> {
  /** Leaves the work, with its reason. */
  signal: AbortSignal;
  /** Gets what the work tells, from its beginning on, also where others started it. */
  tell(event: Event): void;
  start(signal: AbortSignal, tell: (event: Event) => void): Promise<Result>;
}

interface Flight<Event, Result> {
  result: Promise<Result>;
  controller: AbortController;
  told: Event[];
  listeners: Set<(event: Event) => void>;
}

export function createSingleFlight<Event, Result>(): SingleFlight<Event, Result> {
  const flights = new Map<string, Flight<Event, Result>>();

  const launch = (key: string, start: JoinOptions<Event, Result>['start']): Flight<Event, Result> => {
    const controller = new AbortController();
    const told: Event[] = [];
    const listeners = new Set<(event: Event) => void>();
    const tell = (event: Event): void => {
      told.push(event);
      for (const listener of listeners) listener(event);
    };
    const result = start(controller.signal, tell).finally(() => {
      if (flights.get(key)?.controller === controller) flights.delete(key);
    });
    result.catch(() => {});
    const flight = { result, controller, told, listeners };
    flights.set(key, flight);
    return flight;
  };

  return {
    async join(key, { signal, tell, start }) {
      signal.throwIfAborted();
      const flight = flights.get(key) ?? launch(key, start);
      // one for each who joined, also where two give the same function
      const listener = (event: Event): void => tell(event);
      flight.told.forEach(listener);
      flight.listeners.add(listener);
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = (): void => {
        reject(signal.reason);
        flight.listeners.delete(listener);
        if (flight.listeners.size > 0) return;
        // whoever asks from now on starts anew
        if (flights.get(key) === flight) flights.delete(key);
        flight.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([flight.result, left]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
  };
}
