import type { FileWarning } from '../../../renderer/warning.ts';
import type { Refusal } from '../refusal.ts';

/** Reads a file that a model refers to, by the URI as the model writes it. @throws Refusal that names it */
export type ReadBeside = (uri: string) => Promise<Uint8Array>;

/**
 * What a model refers to, by the URIs as it writes them: bytes; or, of what it can be drawn without, why there is none. Whether it is to be
 * drawn so is not for a kind to say.
 */
export type Beside = ReadonlyMap<string, Uint8Array | Refusal>;

/** Tells what will be otherwise in a picture of the file than it says. */
export type Warn = (warning: FileWarning) => void;

/** A kind of model file. */
export interface ModelKind {
  /** Told by content. */
  is(bytes: Uint8Array): boolean;
  /** Ends of a file's name, with the dot, for content that does not tell: tried when no kind knows the content. */
  names: readonly string[];
  /**
   * Checks a file, reads every other file that it refers to, and checks those: what passes is safe to decode, and decodes.
   * @returns what the reader of the stage will ask for
   * @throws Refusal
   */
  open(bytes: Uint8Array, readBeside: ReadBeside, warn: Warn): Promise<Beside>;
}

/** What a file that holds everything itself refers to. */
export const nothing: Beside = new Map();
