import type { SceneInput } from '../../../scenes/scene.ts';
import { dataUri, glb, type Json } from '../../server/assets/make-model.ts';

type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Uint32Array | Float32Array;

const componentTypes: [kind: { new (length: number): Numbers }, type: number][] = [
  [Int8Array, 5120],
  [Uint8Array, 5121],
  [Int16Array, 5122],
  [Uint16Array, 5123],
  [Uint32Array, 5125],
  [Float32Array, 5126],
];
const sizes = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 } as const;

export type AccessorType = keyof typeof sizes;

/** Writes a GLB piece by piece; each piece gives back its index. */
export class GltfFile {
  readonly #lists: Record<string, Json[]> = {};
  readonly #roots: number[] = [];
  readonly #bytes: Buffer[] = [];
  readonly #used = new Set<string>();
  readonly #required = new Set<string>();
  readonly extensions: Json = {};
  /** Scenes beside the one that nodes stand in. */
  readonly scenes: Json[] = [];
  #length = 0;

  /** Anything that stands in a list of the file: materials, samplers, skins, animations, … */
  add(list: string, entry: Json): number {
    return (this.#lists[list] ??= []).push(entry) - 1;
  }

  use(extension: string, required = false): this {
    this.#used.add(extension);
    if (required) this.#required.add(extension);
    return this;
  }

  view(content: Uint8Array, fields: Json = {}): number {
    const byteOffset = this.#length;
    const padding = -content.length & 3;
    this.#bytes.push(Buffer.from(content), Buffer.alloc(padding));
    this.#length += content.length + padding;
    return this.add('bufferViews', { buffer: 0, byteOffset, byteLength: content.length, ...fields });
  }

  accessor(data: Numbers, type: AccessorType, fields: Json = {}): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const bufferView = this.view(bytes);
    return this.add('accessors', {
      bufferView,
      componentType: typeOf(data),
      count: data.length / sizes[type],
      type,
      ...fields,
    });
  }

  /** A texture of an image, which stands in the file; an extension offers it in place of another where one is named. */
  texture(content: Uint8Array, mimeType = 'image/png', fields: Json = {}): number {
    const source = this.image(content, mimeType);
    return this.add('textures', { source, ...fields });
  }

  image(content: Uint8Array, mimeType: string): number {
    return this.add('images', { bufferView: this.view(content), mimeType });
  }

  node(fields: Json): number {
    const node = this.add('nodes', fields);
    this.#roots.push(node);
    return node;
  }

  /** One that stands below another, or in a scene of its own. */
  inner(fields: Json): number {
    return this.add('nodes', fields);
  }

  json(): Json {
    return {
      asset: { version: '2.0' },
      ...(this.#used.size > 0 && { extensionsUsed: [...this.#used] }),
      ...(this.#required.size > 0 && { extensionsRequired: [...this.#required] }),
      scene: 0,
      scenes: [{ nodes: this.#roots }, ...this.scenes],
      ...this.#lists,
      ...(this.#length > 0 && { buffers: [{ byteLength: this.#length }] }),
      ...(Object.keys(this.extensions).length > 0 && { extensions: this.extensions }),
    };
  }

  bytes(over: Json = {}): Buffer {
    return glb({ ...this.json(), ...over }, Buffer.concat(this.#bytes));
  }
}

function typeOf(data: Numbers): number {
  const found = componentTypes.find(([kind]) => data instanceof kind);
  if (!found) throw new Error('an accessor of numbers that glTF does not have');
  return found[1];
}

type ModelInput = Exclude<SceneInput['model'], string | undefined>;

/** A scene of a model, seen from its front in the light of a window to the upper left. */
export function shown(
  model: GltfFile | Uint8Array,
  { use = {}, ...over }: SceneInput & { use?: Omit<ModelInput, 'src'> } = {},
): SceneInput {
  const src = dataUri(model instanceof GltfFile ? model.bytes() : model, 'model/gltf-binary');
  return {
    nodes: [{ model: { src, ...use } }, { light: { type: 'directional', intensity: 2 }, position: [-3, 4, 4] }],
    environment: { preset: 'neutral', intensity: 0.5 },
    camera: { type: 'orthographic', orbit: [0, 0], margin: 0.04 },
    background: '#777777',
    ...over,
  };
}
