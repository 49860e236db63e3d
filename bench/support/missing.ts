/** What a measurement was to be made beside is not on this machine. Its message says how to get it. */
export class Missing extends Error {
  override readonly name = 'Missing';
}
