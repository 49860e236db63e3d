import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endChild } from './child.ts';

/** A server that reads what it is sent and answers always the same: the least that an answer over HTTP takes. */
export interface BareServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts one in a process of its own, as the service has one. */
export async function startBareServer(answer: Uint8Array): Promise<BareServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare-server.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(answer);
  try {
    const [port]: unknown[] = await Promise.race([once(child.stdout, 'data'), ended(child)]);
    return { url: `http://127.0.0.1:${String(port).trim()}/`, [Symbol.asyncDispose]: () => endChild(child, 'SIGKILL') };
  } catch (error) {
    await endChild(child, 'SIGKILL');
    throw error;
  }
}

async function ended(child: ChildProcess): Promise<never> {
  const [code]: unknown[] = await once(child, 'exit');
  throw new Error(`the bare server ended with ${String(code)}`);
}
