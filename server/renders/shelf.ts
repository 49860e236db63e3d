import type { Frame } from '../../renderer/frame.ts';
import type { LightShelf } from '../../renderer/light-shelf.ts';
import { remembering } from '../stores/remembering.ts';
import type { StoredObject, Store } from '../stores/store.ts';
import { type RenderRecord, renderRecord } from './record.ts';

/** Renders as they lie in a store. */
export interface Shelf {
  /** The record of a render that is done, or `undefined`. */
  find(id: string): Promise<RenderRecord | undefined>;
  /** Gives back what is stored: the first of several, where others drew the same at the same time. */
  keep(id: string, frame: Frame): Promise<Frame>;
  /** Makes a render found. All its frames must have been kept. Gives back what is stored: the first of several equal ones. */
  finish(record: RenderRecord): Promise<RenderRecord>;
  frame(id: string, name: string): Promise<StoredObject | undefined>;
  /** A URL of the store's own for a frame, where it gives such. */
  signedUrl(id: string, name: string, expires: Date): Promise<string | undefined>;
  readonly light: LightShelf;
}

const recordName = 'render.json';
/** Frames and records that are asked for again; and how long who takes renders out of a bucket has to wait for it to be noticed. */
const memory = { budget: 64 * 2 ** 20, believed: 10_000 };

export function openShelf(store: Store): Shelf {
  const recent = remembering(store, memory);
  const parsed = new WeakMap<StoredObject, RenderRecord>();
  const find = async (id: string): Promise<RenderRecord | undefined> => {
    const stored = await recent.get(`renders/${id}/${recordName}`);
    if (!stored) return undefined;
    const record = parsed.get(stored) ?? renderRecord.parse(JSON.parse(Buffer.from(stored.bytes).toString('utf8')));
    parsed.set(stored, record);
    return record;
  };
  return {
    find,
    async keep(id, frame) {
      const key = `renders/${id}/${frame.name}`;
      if (await store.put(key, frame)) return frame;
      return { ...frame, bytes: (await store.get(key))?.bytes ?? frame.bytes };
    },
    async finish(record) {
      const bytes = Buffer.from(JSON.stringify(record));
      const created = await store.put(`renders/${record.id}/${recordName}`, { bytes, type: 'application/json' });
      return created ? record : ((await find(record.id)) ?? record);
    },
    frame: (id, name) => recent.get(`renders/${id}/${name}`),
    signedUrl: async (id, name, expires) => store.signedUrl?.(`renders/${id}/${name}`, expires),
    light: {
      get: async key => (await store.get(`light/${key}.bin`))?.bytes,
      async put(key, light) {
        await store.put(`light/${key}.bin`, { bytes: light, type: 'application/octet-stream' });
      },
    },
  };
}
