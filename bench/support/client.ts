import { Agent, request } from 'undici';
import * as z from 'zod';
import type { SceneInput } from '../../scenes/scene.ts';

/** A client such as a program of a user's would be: one that keeps its connections. */
export interface Client extends AsyncDisposable {
  /** Sends a scene, and waits for the last byte of the answer. */
  post(url: string, scene: SceneInput): Promise<Answer>;
  get(url: string): Promise<Answer>;
  /** Waits no longer for any answer. */
  giveUp(why: Error): Promise<void>;
}

export interface Answer {
  /** Milliseconds from asking to the last byte. */
  ms: number;
  status: number;
  bytes: Uint8Array;
}

/** What a measurement reads of a render's JSON. */
const rendered = z.object({
  id: z.string(),
  frames: z.array(z.object({ url: z.string(), bytes: z.number() })).min(1),
  timings: z.record(z.string(), z.number()),
});
export type Rendered = z.output<typeof rendered>;

interface Options {
  /** Default 1. */
  connections?: number;
  /** Milliseconds for which it waits for an answer. Default: 5 minutes. */
  patience?: number;
}

export function openClient({ connections = 1, patience = 300_000 }: Options = {}): Client {
  const dispatcher = new Agent({ connections, headersTimeout: patience, bodyTimeout: patience });
  const ask = async (url: string, options: { method: 'GET' | 'POST'; body?: string }): Promise<Answer> => {
    const started = performance.now();
    const headers = options.body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await request(url, { ...options, headers, dispatcher });
    const bytes = await response.body.bytes();
    const answer = { ms: performance.now() - started, status: response.statusCode, bytes };
    if (answer.status >= 400) throw new Error(`${options.method} ${url}: ${answer.status} ${textOf(answer)}`);
    return answer;
  };
  return {
    post: (url, scene) => ask(url, { method: 'POST', body: JSON.stringify(scene) }),
    get: url => ask(url, { method: 'GET' }),
    giveUp: why => dispatcher.destroy(why),
    // close() of what was destroyed is an error
    [Symbol.asyncDispose]: async () => (dispatcher.destroyed ? undefined : dispatcher.close()),
  };
}

/** The render of an answer that had to be drawn. */
export function drawnIn(answer: Answer): Rendered {
  if (answer.status !== 201) throw new Error(`the answer is ${answer.status}: it was not drawn for this request`);
  return renderedIn(answer);
}

export function renderedIn(answer: Answer): Rendered {
  return rendered.parse(JSON.parse(textOf(answer)));
}

function textOf({ bytes }: Answer): string {
  return Buffer.from(bytes).toString('utf8');
}
