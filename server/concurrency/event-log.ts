/** Events of one piece of work, for any number of readers, each of whom gets all of them from the first on. */
export interface EventLog<Event> extends AsyncIterable<Event, undefined> {
  add(event: Event): void;
  /** Says that there is no more. */
  end(): void;
}

export function createEventLog<Event>(): EventLog<Event> {
  const events: Event[] = [];
  let isEnded = false;
  let { promise: changed, resolve: change } = Promise.withResolvers<void>();
  const tell = (): void => {
    change();
    ({ promise: changed, resolve: change } = Promise.withResolvers<void>());
  };
  return {
    add(event) {
      events.push(event);
      tell();
    },
    end() {
      isEnded = true;
      tell();
    },
    async *[Symbol.asyncIterator]() {
      for (let at = 0; ; at++) {
        while (at >= events.length) {
          if (isEnded) return undefined;
          await changed;
        }
        yield events[at] as Event;
      }
    },
  };
}
