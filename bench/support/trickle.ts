import { once } from 'node:events';
import { createServer } from 'node:http';

/** A host of assets that answers at once, and then hardly sends anything. */
export interface SlowHost extends AsyncDisposable {
  /** As `ASSET_HOSTS` wants it. */
  readonly host: string;
}

/** Milliseconds between two bytes. */
const every = 200;

export async function startSlowHost(): Promise<SlowHost> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'model/gltf-binary', 'content-length': 1_000_000 });
    const sending = setInterval(() => response.write('g'), every);
    response.once('close', () => clearInterval(sending));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the slow host has no port');
  return {
    host: `127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
