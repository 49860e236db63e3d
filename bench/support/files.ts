import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Folders served over HTTP on this machine alone: what pages of others load. */
export interface FileServer extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
}

const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.glb': 'model/gltf-binary',
};

/** @param folders by the first part of their paths' */
export async function serveFiles(folders: Readonly<Record<string, string>>): Promise<FileServer> {
  const server = createServer((request, response) => {
    answer(folders, request.url ?? '/', response).catch((error: unknown) =>
      response.destroy(new Error(`${request.url} was not served`, { cause: error })),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the file server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(folders: Readonly<Record<string, string>>, url: string, response: ServerResponse): Promise<void> {
  const [, mount = '', ...rest] = normalize(decodeURI(new URL(url, 'http://_').pathname)).split('/');
  const path = join(folders[mount] ?? '', ...rest);
  const found = mount in folders ? await stat(path).catch(() => undefined) : undefined;
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const type = types[extname(path)] ?? 'application/octet-stream';
  await pipeline(
    createReadStream(path),
    response.writeHead(200, { 'content-type': type, 'content-length': found.size }),
  );
}
