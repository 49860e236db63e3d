import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

export interface Listening {
  url: string;
  /** Takes no more connections, and ends idle ones. Resolves when the last is closed. */
  close(): Promise<void>;
}

/**
 * Serves an application.
 * @throws {Error} that says what to do where the port is taken
 */
export async function listen(app: Koa, host: string, port: number): Promise<Listening> {
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  // Cloud Run's and most load balancers' idle timeouts are shorter; theirs has to end first.
  server.keepAliveTimeout = 620_000;
  server.headersTimeout = 30_000;
  server.requestTimeout = 120_000;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`Port ${port} is taken: set PORT to another.`) : error;
  }
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
