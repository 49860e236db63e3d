import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** Serves a folder with sirv, as its readme does it in production, and says its port. Arguments: sirv's module, the folder. */
const [, , module = '', folder = ''] = process.argv;
const { default: sirv }: { default: (folder: string, options: object) => RequestListener } = await import(module);
const server = createServer(sirv(folder, { etag: true }));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
if (typeof address === 'object' && address) console.log(address.port);
