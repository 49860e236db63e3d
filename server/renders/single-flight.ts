/** Work that several may wait for: done once however many ask, and given up when the last of them has gone. */
export interface Flights<T> {
  /** Joins the work under `key`, or starts it. */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

interface Flight<T> {
  result: Promise<T>;
  controller: AbortController;
  passengers: number;
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>();

  const launch = (key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const controller = new AbortController();
    const result = start(controller.signal).finally(() => {
      if (flights.get(key)?.controller === controller) flights.delete(key);
    });
    result.catch(() => {});
    const flight = { result, controller, passengers: 0 };
    flights.set(key, flight);
    return flight;
  };

  return {
    async join(key, signal, start) {
      signal.throwIfAborted();
      const flight = flights.get(key) ?? launch(key, start);
      flight.passengers++;
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = () => {
        reject(signal.reason);
        if (--flight.passengers > 0) return;
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
