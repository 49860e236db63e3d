/**
 * All results, or the first failure, but neither before everything has ended: what goes on behind the back of a scene that has
 * failed would reach into the next one.
 */
export async function settled<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}
