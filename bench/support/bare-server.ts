import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Answers every request with what it was given on its standard input, and says its port on its standard output. */
const answer = await buffer(process.stdin);
const headers = { 'content-type': 'application/json', 'content-length': answer.byteLength };
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.writeHead(200, headers).end(answer));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
if (typeof address === 'object' && address) console.log(address.port);
