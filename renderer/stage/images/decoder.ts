import type { Ask, Told } from './messages.ts';

type Question = Ask extends infer One ? (One extends Ask ? Omit<One, 'ask'> : never) : never;

export interface Decoder {
  ask(question: Question): Promise<unknown>;
  /** Ends its worker. */
  end(): void;
}

/** As many as there are images to decode at a time on the machines that we run on. */
const workers = 2;

/** A few workers, each begun with its first image; an image stays with its own. */
export interface Decoders {
  of(image: number): Decoder;
  end(): void;
}

export function createDecoders(): Decoders {
  const decoders = new Map<number, Decoder>();
  return {
    of(image) {
      const seat = image % workers;
      const decoder = decoders.get(seat) ?? openDecoder();
      decoders.set(seat, decoder);
      return decoder;
    },
    end() {
      for (const decoder of decoders.values()) decoder.end();
      decoders.clear();
    },
  };
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
    end: () => worker.terminate(),
  };
}
