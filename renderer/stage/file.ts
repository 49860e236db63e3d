let worker: Worker | undefined;

/**
 * Writes bytes at the start of the file that Node reads.
 * @throws where Chrome has no such file, or the disk is full
 */
export async function writeFile(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  worker ??= new Worker('file-worker.js', { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
  worker.onerror = event => reject(new Error(event.message));
  worker.postMessage(bytes, [bytes.buffer]);
  const complaint = await promise;
  if (complaint !== '') throw new Error(`the picture could not be handed over: ${complaint}`);
}
