import type { Ask, Told } from './messages.ts';

type Question = Ask extends infer One ? (One extends Ask ? Omit<One, 'ask'> : never) : never;

interface Decoder {
  ask(question: Question): Promise<unknown>;
}

/** As many as there are images to decode at a time on the machines that we run on. */
const workers = 2;

const decoders = new Map<number, Decoder>();

/** One of a few workers; a picture stays with its own. */
export function decoderOf(picture: number): Decoder {
  const seat = picture % workers;
  const decoder = decoders.get(seat) ?? openDecoder();
  decoders.set(seat, decoder);
  return decoder;
}

function openDecoder(): Decoder {
  const worker = new Worker('image-worker.js', { type: 'module' });
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const waiting = open.get(data.ask);
    open.delete(data.ask);
    if (data.failure === undefined) waiting?.resolve(data.value);
    else waiting?.reject(new Error(data.failure));
  });
  worker.addEventListener('error', event => {
    for (const { reject } of open.values()) reject(new Error(`images cannot be decoded: ${event.message}`));
    open.clear();
  });
  return {
    ask(question) {
      const ask = asked++;
      return new Promise((resolve, reject) => {
        open.set(ask, { resolve, reject });
        worker.postMessage({ ...question, ask }, []);
      });
    },
  };
}
