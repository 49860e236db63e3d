import { displayed } from '../displayed.ts';
import { Refusal } from '../refusal.ts';

/** A model that breaks the rules of its format. @param says the sentence after the file's name */
export function invalid(says: string): Refusal {
  return new Refusal('model_invalid', says);
}

/** A valid model with a feature that this service does not draw. */
export function unsupported(says: string): Refusal {
  return new Refusal('model_unsupported', says);
}

/** A model that ends before its announced content. @param what it announces, such as `4294967295 triangles` */
export function truncated(what: string): Refusal {
  return new Refusal('asset_truncated', `is cut short: it announces ${what}`);
}

/** A model beyond the service's limits of memory. */
export function tooLarge(says: string): Refusal {
  return new Refusal('asset_too_large', says);
}

/** A name from a file, for a sentence. */
export function quoted(name: string): string {
  return `"${displayed(name)}"`;
}

/**
 * Runs a check that reads binary fields, in which reading past the end means that the file is truncated.
 * @param what the file announces
 */
export function within<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw truncated(what);
    throw error;
  }
}

/** Refuses a model whose check overflowed the stack: text that is all escapes, or nested too deeply. */
export function refuseOverflow(error: unknown): never {
  if (error instanceof RangeError) throw invalid('is nested too deeply to be read');
  throw error;
}
