/** A channel between one producer and one consumer, in order, that holds a limited size of items. */
export interface BoundedChannel<T> extends AsyncIterable<T, undefined> {
  /** Adds an item; resolves when there is room for more. */
  put(item: T, size: number): Promise<void>;
  /** Says that there is no more: all was produced, or an error, which the consumer gets after the items before it. */
  end(error?: unknown): void;
  /** Says that nothing is consumed any more. */
  close(): void;
  readonly closed: boolean;
}

interface Item<T> {
  item: T;
  size: number;
}

/**
 * Opens a channel. An item counts until the next is asked for; one larger than the capacity is taken where it is the only one.
 * @param capacity in the unit of the items' sizes
 */
export function openBoundedChannel<T>(capacity: number): BoundedChannel<T> {
  const items: Item<T>[] = [];
  let held = 0;
  let closed = false;
  let ended: { error?: unknown } | undefined;
  let { promise: changed, resolve: change } = Promise.withResolvers<void>();
  const tell = () => {
    change();
    ({ promise: changed, resolve: change } = Promise.withResolvers<void>());
  };

  return {
    async put(item, size) {
      items.push({ item, size });
      held += size;
      tell();
      while (!closed && held >= capacity) await changed;
    },
    end(error) {
      ended ??= error === undefined ? {} : { error };
      tell();
    },
    close() {
      closed = true;
      items.length = 0;
      tell();
    },
    get closed() {
      return closed;
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = items.shift();
        if (next) {
          yield next.item;
          held -= next.size;
          tell();
        } else if (ended) {
          if ('error' in ended) throw ended.error;
          return undefined;
        } else await changed;
      }
    },
  };
}
