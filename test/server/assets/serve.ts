import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';

export interface Served {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** An HTTP server on a free port of this machine. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<Served> {
  const server = createServer((request, response) => void answer(request, response));
  const port = await listening(server);
  const dropConnections = () => server.closeAllConnections();
  return { url: `http://127.0.0.1:${port}`, port, close: () => closed(server, dropConnections) };
}

/** A server that does with the bare connection what it likes. */
export async function serveSocket(onSocket: (socket: Socket) => void): Promise<Served> {
  const sockets = new Set<Socket>();
  const server = createSocketServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  const port = await listening(server);
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return { url: `http://127.0.0.1:${port}`, port, close: () => closed(server, dropConnections) };
}

/** A port of this machine on which nobody listens. */
export async function unusedPort(): Promise<number> {
  const { port, close } = await serve(() => {});
  await close();
  return port;
}

type Server = ReturnType<typeof createSocketServer>;

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return address.port;
}

function closed(server: Server, end: () => void): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    end();
  });
}
