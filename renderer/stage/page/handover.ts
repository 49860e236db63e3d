import type { SharedFile } from './file.ts';
import { send } from './send.ts';

interface Picture {
  pixels: Uint8Array<ArrayBuffer>;
}

/** Hands pictures to Node, each by its number. */
export interface Handover {
  /** Keeps a picture that is being drawn, until it is handed over or the next is kept. */
  keep(number: number, picture: Promise<Picture>): void;
  /**
   * Hands over the pixels of the picture that was kept last, once it is drawn: to a URL, or where there is none through a file.
   * @throws where that has another number, or was not drawn
   */
  handOver(number: number, url: string | null): Promise<void>;
}

export function createHandover(file: SharedFile): Handover {
  let kept: { number: number; picture: Promise<Picture | undefined> } | undefined;
  return {
    keep(number, picture) {
      // what went wrong is told to who asked for it to be drawn
      kept = { number, picture: picture.catch(() => undefined) };
    },
    async handOver(number, url) {
      const picture = kept?.number === number ? await kept.picture : undefined;
      if (!picture) throw new Error(`the picture ${number} is not there`);
      if (kept?.number === number) kept = undefined;
      await (url === null ? file.write(picture.pixels) : send(url, picture.pixels));
    },
  };
}
