/** A file that Node reads. */
export interface SharedFile {
  /**
   * Writes bytes at its start, and gives them away.
   * @throws where Chrome has no such file, or the disk is full
   */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** The one of this page; its worker begins with the first bytes. */
export function openFile(): SharedFile {
  let worker: Worker | undefined;
  return {
    async write(bytes) {
      worker ??= new Worker('file-worker.js', { type: 'module' });
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const settled = new AbortController();
      const { signal } = settled;
      worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), { signal });
      worker.addEventListener('error', event => reject(new Error(event.message)), { signal });
      worker.postMessage(bytes, [bytes.buffer]);
      const complaint = await promise.finally(() => settled.abort());
      if (complaint !== '') throw new Error(`the picture could not be handed over: ${complaint}`);
    },
  };
}
