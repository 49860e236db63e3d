/** What one makes and another takes, in order, while only so much of it lies between them. */
export interface Line<T> extends AsyncIterable<T, undefined> {
  /** Adds one; resolves when there is room for more. */
  put(item: T, size: number): Promise<void>;
  /** There is no more: because all was made, or because of an error, which comes after what was put before it. */
  end(error?: unknown): void;
  /** Nothing is taken any more. */
  close(): void;
  readonly closed: boolean;
}

interface Item<T> {
  item: T;
  size: number;
}

/**
 * Opens a line with room for so much. An item counts until the next is asked for; one that is larger than the room may lie there
 * alone.
 */
export function openLine<T>(room: number): Line<T> {
  const items: Item<T>[] = [];
  let lying = 0;
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
      lying += size;
      tell();
      while (!closed && lying >= room) await changed;
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
          lying -= next.size;
          tell();
        } else if (ended) {
          if ('error' in ended) throw ended.error;
          return undefined;
        } else await changed;
      }
    },
  };
}
