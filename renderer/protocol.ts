import type { Readable, Writable } from 'node:stream';

/** Chrome's DevTools protocol, over a pair of pipes: JSON, each message ended by a NUL. */
export interface Protocol {
  /** @throws {Error} where Chrome refuses, or the pipe ends first */
  send(method: string, params?: object, session?: string): Promise<Json>;
  /** Hears every event. */
  listen(listener: (method: string, params: Json) => void): void;
}

type Json = Record<string, unknown>;

interface Call {
  resolve(result: Json): void;
  reject(error: Error): void;
}

export function openProtocol(commands: Writable, answers: Readable): Protocol {
  const calls = new Map<number, Call>();
  const listeners: ((method: string, params: Json) => void)[] = [];
  let last = 0;
  let over = false;

  const receive = (message: Json): void => {
    const { id, method, result, error, params } = message;
    if (typeof method === 'string') for (const listener of listeners) listener(method, jsonOf(params));
    if (typeof id !== 'number') return;
    const call = calls.get(id);
    calls.delete(id);
    if (error === undefined) call?.resolve(jsonOf(result));
    else call?.reject(new Error(String(jsonOf(error)['message'])));
  };

  let parts: Buffer[] = [];
  answers.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      receive(jsonOf(JSON.parse(Buffer.concat(parts).toString('utf8'))));
      parts = [];
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
  });
  const end = () => {
    over = true;
    for (const { reject } of calls.values()) reject(new Error('the browser ended'));
    calls.clear();
  };
  answers.once('close', end);
  commands.once('close', end);

  return {
    listen: listener => void listeners.push(listener),
    send(method, params = {}, sessionId) {
      if (over) return Promise.reject(new Error('the browser ended'));
      const id = ++last;
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      });
    },
  };
}

export function jsonOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
