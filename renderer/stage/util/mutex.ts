/** Has each piece of work wait for the one before it, however that ends. */
export function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return work => {
    const now = before.then(work);
    before = now.catch(() => {});
    return now;
  };
}
