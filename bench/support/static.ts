import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endChild } from './child.ts';
import { isAbsent } from './display.ts';
import { Missing } from './missing.ts';
import { peer } from './peers.ts';

/** A server of files as others make it, in a process of its own. */
export interface StaticServer extends AsyncDisposable {
  readonly name: string;
  /** Of the folder, without a slash at its end. */
  readonly url: string;
}

/** @throws {Missing} where it cannot be installed */
export async function startSirv(folder: string): Promise<StaticServer> {
  const program = fileURLToPath(new URL('sirv-server.ts', import.meta.url));
  const entry = join(await peer('sirv'), 'build.mjs');
  const child = spawn(process.execPath, [program, entry, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port]: unknown[] = await once(child.stdout, 'data');
  return {
    name: 'sirv',
    url: `http://127.0.0.1:${String(port).trim()}`,
    [Symbol.asyncDispose]: () => endChild(child, 'SIGKILL'),
  };
}

/** @throws {Missing} where it is not installed */
export async function startNginx(folder: string): Promise<StaticServer> {
  const prefix = await mkdtemp(join(tmpdir(), 'darkroom-nginx-'));
  const port = await freePort();
  await mkdir(join(prefix, 'logs'));
  await writeFile(join(prefix, 'nginx.conf'), configuration(folder, port));
  const child = spawn('nginx', ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' });
  const close = async () => {
    await endChild(child, 'SIGQUIT');
    await rm(prefix, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([untilAnswering(url), failed(child)]);
    return { name: 'nginx', url, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw isAbsent(error) ? new Missing('nginx is not installed (Debian: apt-get install nginx-light)') : error;
  }
}

/** One worker, as the service has one process; nothing outside its own prefix. */
function configuration(folder: string, port: number): string {
  return `daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid nginx.pid;
events {}
http {
  access_log off;
  types { application/json json; image/png png; }
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  keepalive_requests 1000000;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const closed = once(server, 'close');
  server.close();
  await closed;
  if (typeof address !== 'object' || !address) throw new Error('there is no free port');
  return address.port;
}

async function untilAnswering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await pause(10);
  }
  throw new Error(`${url} did not answer`);
}

async function failed(child: ChildProcess): Promise<never> {
  const [code]: unknown[] = await once(child, 'exit');
  throw new Error(`nginx ended with ${String(code)}`);
}
