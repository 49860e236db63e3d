import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

export interface Listening {
  url: string;
  /** Takes no more connections, and ends idle ones. Resolves when the last is closed. */
  close(): Promise<void>;
}

/** Why a port cannot be listened at, by the system's code. */
const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) => `PORT ${port} is taken: set it to another.`,
  EACCES: (_, port) => `PORT ${port} may not be opened by this user: set it above 1023.`,
  EADDRNOTAVAIL: host => `HOST ${host} is no address of this machine: set it to one, or to 0.0.0.0 for all.`,
  ENOTFOUND: host => `HOST ${host} is not known: set it to an address of this machine.`,
};

function explain(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code]?.(host, port) ?? `HOST ${host}, PORT ${port}: ${String(error)}`;
}

/**
 * Serves an application.
 * @throws {Error} that says what to do where it cannot listen there
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
    throw new Error(explain(error, host, port), { cause: error });
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
