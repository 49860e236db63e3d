import { type Archive, openZip } from '../zip.ts';
import { attributeOf, named } from './xml.ts';

/** A 3MF's parts: names are the same in whatever case, and may begin at the root. */
export class Package {
  readonly #files: Archive;
  readonly #models = new Map<string, Promise<Element>>();

  constructor(bytes: ArrayBuffer) {
    const files = [...openZip(new Uint8Array(bytes))];
    this.#files = new Map(files.map(([name, read]) => [partName(name), read]));
  }

  /** @throws where there is no such part */
  async read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const found = await this.find(path);
    if (!found) throw new Error(`it names "${path}", which is not in it`);
    return found;
  }

  /** The same; `undefined` where there is no such part. */
  async find(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const read = this.#files.get(partName(path)) ?? this.#files.get(partName(decodeURI(path)));
    return read?.();
  }

  /** A part that is a model, read once. */
  model(path: string): Promise<Element> {
    const name = partName(path);
    const reading = this.#models.get(name) ?? this.#readModel(name);
    this.#models.set(name, reading);
    return reading;
  }

  /** The path of the model that the package is about. */
  async start(): Promise<string> {
    const links = named(parsed(await this.read('_rels/.rels')), 'Relationship');
    const start = links.find(link => /\/3dmodel$/i.test(attributeOf(link, 'Type') ?? ''));
    return (
      (start && attributeOf(start, 'Target')) ?? [...this.#files.keys()].find(name => name.endsWith('.model')) ?? ''
    );
  }

  async #readModel(path: string): Promise<Element> {
    const model = parsed(await this.read(path));
    if (model.localName !== 'model') throw new Error(`"${path}" in it is not well-formed XML`);
    return model;
  }
}

export function partName(path: string): string {
  return path.replace(/^\//, '').toLowerCase();
}

function parsed(bytes: Uint8Array): Element {
  return new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'application/xml').documentElement;
}
