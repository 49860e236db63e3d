import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Objects } from './bucket.ts';
import type { Fault } from './faults.ts';
import { Faults } from './faults.ts';
import type { Call, Reply } from './reply.ts';
import { failure } from './reply.ts';
import type { Operation, World } from './routes.ts';
import { routeOf } from './routes.ts';

const SLOW_PARTS = 8;
const SLOW_PAUSE_MS = 50;

/** What Google's own server tells of an object, and others do not. */
const UNTOLD = ['x-goog-stored-content-encoding', 'x-goog-stored-content-length'];

export interface FakeGcs {
  /** `http://127.0.0.1:port` */
  url: string;
  /** Everything that is stored, by `bucket/name`: look, put in, take out. */
  objects: Objects;
  faults: Faults;
  /** Every request so far, in the order in which they had arrived whole. */
  requests: { operation: Operation; call: Call }[];
  /** How many requests are not answered to the end, and whose connection is there still. */
  readonly underWay: number;
  close(): Promise<void>;
}

/**
 * A small Cloud Storage that speaks the JSON API over HTTP, for the real client to talk to.
 *
 * @param options.buckets names that exist. Default: `renders` and `assets`
 * @param options.pageSize most items that one answer lists, whatever is asked for. Default 1000
 * @param options.terse tells as little of objects as Google's storage-testbench does. Default: no
 */
export async function start(
  options: { buckets?: string[]; pageSize?: number; terse?: boolean } = {},
): Promise<FakeGcs> {
  const world: World = {
    buckets: new Set(options.buckets ?? ['renders', 'assets']),
    objects: new Map(),
    sessions: new Map(),
    pageSize: options.pageSize ?? 1000,
  };
  const faults = new Faults();
  const requests: FakeGcs['requests'] = [];
  let underWay = 0;

  const server = createServer((request, response) => {
    underWay++;
    response.once('close', () => underWay--);
    const serve = (call: Call) => {
      const { operation, answer } = routeOf(call);
      requests.push({ operation, call });
      const told = (reply: Reply) => (options.terse ? without(reply, UNTOLD) : reply);
      settle(response, () => told(attempt(() => answer(world))), faults.take(operation, request.url ?? ''));
    };
    // A request that is cut short is none.
    read(request).then(serve, () => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');

  return {
    url: `http://127.0.0.1:${address.port}`,
    objects: world.objects,
    faults,
    requests,
    get underWay() {
      return underWay;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const origin = `http://${request.headers.host ?? ''}`;
  const url = new URL(request.url ?? '/', origin);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
    origin,
  };
}

function attempt(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    return failure(400, 'parseError', String(error));
  }
}

function settle(response: ServerResponse, answer: () => Reply, fault: Fault | undefined): void {
  if (fault === undefined) return send(response, answer());
  if (typeof fault === 'object') {
    if ('halfAfter' in fault) return void fault.halfAfter.then(() => half(response, answer()));
    if ('breakAfter' in fault) return part(response, answer(), fault.breakAfter, () => response.socket?.destroySoon());
    return send(response, failure(fault.status, 'injected', `Injected ${fault.status}`));
  }
  const act = {
    resetBefore: () => reset(response),
    resetAfter: () => (answer(), reset(response)),
    hang: () => {},
    hangAfter: () => void answer(),
    cut: () => cut(response, answer()),
    slow: () => trickle(response, answer()),
    wrongChecksum: () => send(response, falsify(answer())),
    damaged: () => send(response, damage(answer())),
  } satisfies Record<typeof fault, () => void>;
  act[fault]();
}

function without(reply: Reply, names: readonly string[]): Reply {
  const headers = Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !names.includes(name)));
  return { ...reply, headers };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  response.end(reply.body);
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function cut(response: ServerResponse, reply: Reply): void {
  half(response, reply, () => reset(response));
}

function half(response: ServerResponse, reply: Reply, then = () => {}): void {
  part(response, reply, reply.body.length >> 1, then);
}

function part(response: ServerResponse, reply: Reply, bytes: number, then: () => void): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  response.write(reply.body.subarray(0, bytes), then);
}

function trickle(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  const size = Math.ceil(reply.body.length / SLOW_PARTS);
  for (let part = 0; part < SLOW_PARTS; part++) {
    setTimeout(() => response.write(reply.body.subarray(part * size, (part + 1) * size)), part * SLOW_PAUSE_MS);
  }
  setTimeout(() => response.end(), SLOW_PARTS * SLOW_PAUSE_MS);
}

function falsify(reply: Reply): Reply {
  const body = reply.body.toString('latin1').replace(/("crc32c":")[^"]*/, '$1AAAAAA==');
  const headers = reply.headers['x-goog-hash'] ? { ...reply.headers, 'x-goog-hash': 'crc32c=AAAAAA==' } : reply.headers;
  return { ...reply, headers, body: Buffer.from(body, 'latin1') };
}

function damage(reply: Reply): Reply {
  const body = Buffer.from(reply.body);
  body[body.length >> 1] = 255 - (body[body.length >> 1] ?? 0);
  return { ...reply, body };
}
