import { type FbxRecord, numberValue, textOf } from './record.ts';

/** That one object belongs to another, or to a property of it. */
export interface Link {
  child: string;
  parent: string;
  property: string;
  record: FbxRecord;
}

/** The parent of what has none. */
export const root = '0';

/** An FBX as objects and what belongs to what. */
export class FbxDocument {
  readonly records: readonly FbxRecord[];
  readonly objects = new Map<string, FbxRecord>();
  links: Link[];
  #below: Map<string, Link[]> | undefined;
  #made = 0;

  constructor(records: readonly FbxRecord[]) {
    this.records = records;
    for (const object of this.#section('Objects').children) this.objects.set(idOf(object), object);
    this.links = this.#section('Connections')
      .children.filter(({ name }) => name === 'C')
      .map(record => {
        const [, child = '', parent = '', property = ''] = record.values.map(textOf);
        return { child, parent, property, record };
      });
  }

  /** Objects of one kind, with their ids. */
  all(kind: string): [id: string, object: FbxRecord][] {
    return [...this.objects].filter(([, { name }]) => name === kind);
  }

  /** What belongs to an object, of one kind, in the file's order. */
  below(parent: string, kind: string): [id: string, object: FbxRecord][] {
    this.#below ??= Map.groupBy(this.links, link => link.parent);
    return (this.#below.get(parent) ?? []).flatMap(({ child }): [string, FbxRecord][] => {
      const object = this.objects.get(child);
      return object?.name === kind ? [[child, object]] : [];
    });
  }

  keepLinks(isKept: (link: Link) => boolean): void {
    this.links = this.links.filter(isKept);
    this.#below = undefined;
  }

  link(child: string, parent: string): void {
    const values = [{ type: 'S', bytes: new Uint8Array([2, 0, 0, 0, 0x4f, 0x4f]) }, ...[child, parent].map(idValue)];
    this.links.push({ child, parent, property: '', record: { name: 'C', values, children: [] } });
    this.#below = undefined;
  }

  /** Takes an object in. @returns its id */
  add(object: FbxRecord): string {
    const id = this.#freeId();
    this.objects.set(id, { ...object, values: [idValue(id), ...object.values.slice(1)] });
    return id;
  }

  /** All records, with the objects and links as they are now. */
  written(): FbxRecord[] {
    const links = this.links.map(({ record }) => record);
    return this.records.map(record => {
      if (record.name === 'Objects') return { ...record, children: [...this.objects.values()] };
      return record.name === 'Connections' ? { ...record, children: links } : record;
    });
  }

  #section(name: string): FbxRecord {
    return this.records.find(record => record.name === name) ?? { name, values: [], children: [] };
  }

  #freeId(): string {
    for (;;) {
      const id = String(++this.#made);
      if (!this.objects.has(id)) return id;
    }
  }
}

export function idOf(object: FbxRecord): string {
  return textOf(object.values[0]);
}

/** What an object is called, and which sort of its kind it is: a mesh, a curve. */
export function nameOf(object: FbxRecord): string {
  return textOf(object.values[1]);
}

export function sortOf(object: FbxRecord): string {
  return textOf(object.values[2]);
}

function idValue(id: string) {
  return numberValue(Number(id));
}
