/** What a store gives back of one object. */
export interface StoredObject {
  bytes: Uint8Array;
  /** MIME type, as it was put. */
  type: string;
}

/**
 * Where renders and frames live: write-once objects under keys such as `r1a2…/front.png`.
 *
 * Objects are immutable, but for those that are no good, and appear whole or not at all: a reader never sees half of one, also when the process dies
 * while writing. Keys are `/`-separated segments of `[A-Za-z0-9._-]`, none of them `.` or `..`.
 * What has a signal is given up when that aborts, with its reason as the error.
 * Every method throws `Problem(503, 'store_unavailable', …)` when the store cannot be reached or is full.
 */
export interface Store {
  /** What the store calls itself in logs and in `/health/ready`: `./renders`, `gs://bucket/prefix`. */
  readonly name: string;
  /** Creates the object; when the key is there already it is kept as it is and `false` comes back. */
  put(key: string, object: StoredObject, signal?: AbortSignal): Promise<boolean>;
  /** Keeps the object in the place of what is there, if anything is: for what is no good there. */
  replace(key: string, object: StoredObject, signal?: AbortSignal): Promise<void>;
  /** The object, or `undefined` when there is none. */
  get(key: string, signal?: AbortSignal): Promise<StoredObject | undefined>;
  /** Whether all objects of these names lie in `folder`; much faster than reading them. */
  has(folder: string, names: readonly string[], signal?: AbortSignal): Promise<boolean>;
  /** Deletes every object whose key starts with `prefix + '/'`, and says how many there were. */
  delete(prefix: string): Promise<number>;
  /** Throws when the store cannot be written to now. */
  check(): Promise<void>;
  /** What changes when the object is taken away or put anew; `undefined` where it is not there. For stores that tell it much faster than the object. */
  stamp?(key: string): Promise<string | undefined>;
  /** A URL from which anyone may read the object until `expires`, or `undefined` where the store cannot give one. */
  signedUrl?(key: string, expires: Date): Promise<string>;
}
