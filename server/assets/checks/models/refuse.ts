import { displayed } from '../../displayed.ts';
import { Refusal } from '../../refusal.ts';

/** A model that breaks the rules of its format. @param says the sentence after the file's name */
export function invalid(says: string): Refusal {
  return new Refusal('model_invalid', says);
}

/** A model that is right, and has in it what this service does not draw. */
export function unsupported(says: string): Refusal {
  return new Refusal('model_unsupported', says);
}

/** A model that ends before all that it announces. @param what it announces, such as `4294967295 triangles` */
export function truncated(what: string): Refusal {
  return new Refusal('asset_truncated', `is cut short: it announces ${what}`);
}

/** A model that would take more memory than the service gives to one. */
export function tooLarge(says: string): Refusal {
  return new Refusal('asset_too_large', says);
}

/** A name out of a file, fit for a sentence. */
export function quoted(name: string): string {
  return `"${displayed(name)}"`;
}

/**
 * Runs a check that reads binary fields, in which reading past the end means that the file is cut short.
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

/** What a check throws that ran out of stack: over text that is all escapes, or nested without end. */
export function entangled(error: unknown): never {
  if (error instanceof RangeError) throw invalid('is too entangled to be read');
  throw error;
}
