import type { FileWarning } from '../../../renderer/warning.ts';
import type { Refusal } from '../refusal.ts';

/** Reads a file that a model refers to, by the URI as the model writes it. @throws Refusal that names it */
export type ReadBeside = (uri: string) => Promise<Uint8Array>;

/**
 * The files that a model refers to, by the URIs as it writes them: bytes, or the refusal of a missing file that it can be drawn
 * without.
 */
export type Beside = ReadonlyMap<string, Uint8Array | Refusal>;

/** Warns of a difference between a picture of the file and the file. */
export type Warn = (warning: FileWarning) => void;

/** A format of model files. */
export interface ModelKind {
  /** Whether content is of this format. */
  is(bytes: Uint8Array): boolean;
  /** Endings of file names, with the dot, for content that no format recognises. */
  names: readonly string[];
  /**
   * Checks a file and every other file that it refers to: what passes is safe to decode, and decodes.
   * @returns the files that the stage's loader will request
   * @throws Refusal
   */
  open(bytes: Uint8Array, readBeside: ReadBeside, warn: Warn): Promise<Beside>;
}

/** The files of a self-contained model. */
export const nothing: Beside = new Map();
