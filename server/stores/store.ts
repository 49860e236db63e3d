/** An object as a store returns it. */
export interface StoredObject {
  bytes: Uint8Array;
  /** MIME type, as it was put. */
  type: string;
}

/**
 * Place of renders and frames: write-once objects under keys such as `r1a2…/front.png`.
 *
 * Objects are immutable, except that a damaged one may be replaced, and appear whole or not at all, even when the process dies
 * while writing. Keys are `/`-separated segments of `[A-Za-z0-9._-]`, none of them `.` or `..`.
 * A call with a signal ends when that aborts, with its reason as the error.
 * Every method throws the problem `store_unavailable` where the store cannot be reached or is full.
 */
export interface Store {
  /** Name in logs and in `/health/ready`: `./renders`, `gs://bucket/prefix`. */
  readonly name: string;
  /** Creates the object. @returns false where the key exists already; it is left as it is */
  put(key: string, object: StoredObject, signal?: AbortSignal): Promise<boolean>;
  /** Writes the object, whether or not the key exists: for damaged objects. */
  replace(key: string, object: StoredObject, signal?: AbortSignal): Promise<void>;
  /** The object, or `undefined` where there is none. */
  get(key: string, signal?: AbortSignal): Promise<StoredObject | undefined>;
  /** Whether all objects of these names are in `folder`; much faster than reading them. */
  has(folder: string, names: readonly string[], signal?: AbortSignal): Promise<boolean>;
  /** Throws where the store cannot be written to now. */
  check(): Promise<void>;
  /** Text that changes when the object is deleted or written again; `undefined` where there is none. For stores where this is much faster than reading. */
  stamp?(key: string): Promise<string | undefined>;
  /** URL from which anyone may read the object until `expires`. For stores that can sign. */
  signedUrl?(key: string, expires: Date): Promise<string>;
}
