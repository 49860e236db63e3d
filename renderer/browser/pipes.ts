import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer';

/** Chrome's DevTools protocol over the pair of pipes that it was started with, for puppeteer: JSON, each message ended by a NUL. */
export function transportOver(commands: Writable, answers: Readable): ConnectionTransport {
  const transport: ConnectionTransport = {
    send: message => void commands.write(`${message}\0`),
    close: () => void commands.end(),
  };
  let parts: Buffer[] = [];
  answers.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      transport.onmessage?.(Buffer.concat(parts).toString('utf8'));
      parts = [];
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
  });
  answers.once('close', () => transport.onclose?.());
  return transport;
}
