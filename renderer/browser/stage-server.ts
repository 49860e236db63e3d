import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { StageFiles, StagePage } from './stage-files.ts';

type Bytes = Uint8Array;

/**
 * The stage's page. WebGPU needs a secure context, which a page without TLS has on a loopback address alone. All scripts are preloaded,
 * so that none waits until the one that imports it was read.
 */
const pageOf = ({ imports, scripts }: StagePage): string =>
  [
    '<!doctype html><meta charset="utf-8"><title>stage</title>',
    ...imports.map(name => `<link rel="modulepreload" href="${name}">`),
    ...scripts.map(name => `<script type="module" src="${name}"></script>`),
  ].join('');

/** Serves the stage, its files and its scenes' assets to our own browsers, and takes their pixels. */
export interface StageServer {
  /** Address of the page. */
  readonly page: string;
  /** Gives bytes an address, until `withdraw`. Copies nothing. */
  offer(bytes: Bytes): string;
  withdraw(url: string): void;
  /** An address to which bytes can be sent once, and their arrival. */
  expect(limit: number): { url: string; arrival: Promise<Bytes>; cancel(): void };
  close(): Promise<void>;
}

interface Expectation {
  limit: number;
  resolve(bytes: Bytes): void;
  reject(error: Error): void;
}

/**
 * @param stage served by name below the page: the stage's bundle, decoders, baked light
 */
export async function startStageServer(stage: StageFiles): Promise<StageServer> {
  const { files } = stage;
  const page = Buffer.from(pageOf(stage.page));
  // nobody else on this machine can guess an address below this one
  const secret = randomUUID();
  const offers = new Map<string, Bytes>();
  const expectations = new Map<string, Expectation>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, key, ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const name = decodeURIComponent(rest.join('/'));
    if (key !== secret) return end(response, 404);
    if (request.method === 'POST') return take(request, response, name);
    const offered = offers.get(name);
    if (offered) return end(response, 200, offered, 'application/octet-stream');
    if (name === '') return end(response, 200, page, 'text/html; charset=utf-8');
    const file = files.get(name);
    if (file) return end(response, 200, await file(), typeOf(name));
    return end(response, 404);
  };

  const take = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    const expectation = expectations.get(name);
    if (!expectation) return end(response, 404);
    expectations.delete(name);
    try {
      expectation.resolve(await collect(request, expectation.limit));
      end(response, 204);
    } catch (error) {
      expectation.reject(error instanceof Error ? error : new Error(String(error)));
      request.destroy();
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/${secret}/`;

  return {
    page: base,
    offer(bytes) {
      const name = randomUUID();
      offers.set(name, bytes);
      return base + name;
    },
    withdraw: url => void offers.delete(url.slice(base.length)),
    expect(limit) {
      const name = randomUUID();
      const { promise, resolve, reject } = Promise.withResolvers<Bytes>();
      expectations.set(name, { limit, resolve, reject });
      return { url: base + name, arrival: promise, cancel: () => void expectations.delete(name) };
    },
    close: () => closeServer(server),
  };
}

async function collect(request: IncomingMessage, limit: number): Promise<Bytes> {
  const length = Number(request.headers['content-length']);
  if (!(length <= limit)) throw new Error(`the stage sent ${length} bytes where at most ${limit} were expected`);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) at += chunk.copy(bytes, at);
  if (at !== length) throw new Error(`the stage sent ${at} of ${length} bytes`);
  return bytes;
}

function end(response: ServerResponse, status: number, bytes?: Bytes, type?: string): void {
  response.writeHead(status, type ? { 'content-type': type, 'cache-control': 'no-store' } : {});
  response.end(bytes);
}

function typeOf(name: string): string {
  if (name.endsWith('.js')) return 'text/javascript; charset=utf-8';
  if (name.endsWith('.wasm')) return 'application/wasm';
  return 'application/octet-stream';
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
