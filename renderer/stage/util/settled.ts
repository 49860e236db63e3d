/**
 * All results, or the first failure, but neither before everything has ended: what goes on behind the back of a scene that has
 * failed would reach into the next one.
 */
export async function settled<T extends readonly Promise<unknown>[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
