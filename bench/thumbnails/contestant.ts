import type { Chrome } from '../support/chrome.ts';
import type { Service } from '../support/service.ts';

/** Pixels per side of every thumbnail. */
export const side = 512;

/** What all contestants share. */
export interface Arena {
  /** Where the models lie that are drawn. */
  folder: string;
  /** Started with `folder` as its root of assets. */
  service: Service;
  /** The Chrome that the service runs, with its flags. */
  chrome: Chrome;
}

/** Something that draws thumbnails, ready to be asked. */
export interface Contestant extends AsyncDisposable {
  /** Draws a model that lies in the arena's folder. May be called again before it has answered. */
  draw(file: string): Promise<Drawn>;
  /** Versions of what it draws with, where they differ from what the machine has. */
  readonly about?: string;
  /** The processes that it consists of just now; those below them count too. */
  processes(): readonly number[];
}

export interface Drawn {
  picture: Uint8Array;
  /** Milliseconds by phase, of those that tell. */
  timings?: Readonly<Record<string, number>>;
}

/** A row of the table. */
export interface Kind {
  name: string;
  /** It takes part in every nth round: 1 in all, more of what takes long. */
  every: number;
  /** Whether it is also asked by several clients at a time. */
  concurrent: boolean;
  /** By the model's name, why it draws none of these. */
  undrawn?: Readonly<Record<string, string>>;
  /** @throws {Missing} where it is not on this machine */
  open(arena: Arena): Promise<Contestant>;
}
