import { isDeepStrictEqual } from 'node:util';
import type { Frame } from '../../renderer/frame.ts';
import { cachedStore } from '../stores/cached-store.ts';
import type { StoredObject, Store } from '../stores/store.ts';
import { type RenderRecord, renderRecord } from './record.ts';

/** Keeps renders in a store: their frames, and a record of each. */
export interface RenderRepository {
  /** The record of a render that is done and there with all its frames, or `undefined`. */
  find(id: string, signal: AbortSignal): Promise<RenderRecord | undefined>;
  /** Stores a frame. @returns what is stored: the first of several, where others drew the same at the same time */
  putFrame(id: string, frame: Frame, signal: AbortSignal): Promise<Frame>;
  /**
   * Stores the record of a render whose frames are all stored; from then on it is found. A record that was cut, or has other frames, is
   * replaced.
   * @returns what is stored: the first of several equal records
   */
  putRecord(record: RenderRecord, signal: AbortSignal): Promise<RenderRecord>;
  frame(id: string, name: string, signal: AbortSignal): Promise<StoredObject | undefined>;
  /** A URL of the store's own for a frame, where it gives such. */
  signedUrl(id: string, name: string, expires: Date): Promise<string | undefined>;
}

const recordName = 'render.json';
/** Bytes of recent frames and records, and milliseconds after which deletions from a bucket are noticed. */
const memory = { maxBytes: 64 * 2 ** 20, ttl: 10_000 };

export function openRenderRepository(store: Store): RenderRepository {
  const recent = cachedStore(store, memory);
  const parsed = new WeakMap<StoredObject, RenderRecord>();
  return {
    async find(id, signal) {
      const stored = await recent.get(`renders/${id}/${recordName}`, signal);
      const record = stored && (parsed.get(stored) ?? parse(stored));
      if (!record) return undefined;
      parsed.set(stored, record);
      // lifecycle rules of a bucket delete objects one by one
      const names = record.frames.map(({ name }) => name);
      return (await recent.has(`renders/${id}`, names, signal)) ? record : undefined;
    },
    async putFrame(id, frame, signal) {
      const key = `renders/${id}/${frame.name}`;
      if (await store.put(key, frame, signal)) return frame;
      const there = await store.get(key, signal);
      if (there) return { ...frame, bytes: there.bytes };
      // it was deleted meanwhile
      await store.replace(key, frame, signal);
      return frame;
    },
    async putRecord(record, signal) {
      const key = `renders/${record.id}/${recordName}`;
      const object = { bytes: Buffer.from(JSON.stringify(record)), type: 'application/json' };
      if (await store.put(key, object, signal)) return record;
      const there = await store.get(key, signal);
      const stored = there && parse(there);
      if (stored && isDeepStrictEqual(stored.frames, record.frames)) return stored;
      await store.replace(key, object, signal);
      recent.forget(key);
      return record;
    },
    frame: (id, name, signal) => recent.get(`renders/${id}/${name}`, signal),
    signedUrl: async (id, name, expires) => store.signedUrl?.(`renders/${id}/${name}`, expires),
  };
}

/** `undefined` where the record was cut or is no record: it counts as missing. */
function parse({ bytes }: StoredObject): RenderRecord | undefined {
  try {
    return renderRecord.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
