let worker: Worker | undefined;

/**
 * Writes bytes at the start of the file that Node reads.
 * @throws where Chrome has no such file, or the disk is full
 */
export async function writeFile(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  worker ??= new Worker('file-worker.js', { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const settled = new AbortController();
  const { signal } = settled;
  worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), { signal });
  worker.addEventListener('error', event => reject(new Error(event.message)), { signal });
  worker.postMessage(bytes, [bytes.buffer]);
  const complaint = await promise.finally(() => settled.abort());
  if (complaint !== '') throw new Error(`the picture could not be handed over: ${complaint}`);
}
