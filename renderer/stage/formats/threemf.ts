import { Group, type LoadingManager, Matrix4, type Object3D } from 'three/webgpu';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { latticeOf } from './threemf/lattice.ts';
import { type Looks, looksOf } from './threemf/looks.ts';
import { materialsOf, type Textures, texturesOf } from './threemf/materials.ts';
import { type MaterialOf, meshesOf } from './threemf/meshes.ts';
import { Package, partName } from './threemf/package.ts';
import { attributeOf, named, numbersIn } from './threemf/xml.ts';

/** Metres of each unit that 3MF knows. */
const units: Record<string, number> = {
  micron: 1e-6,
  millimeter: 1e-3,
  centimeter: 1e-2,
  inch: 0.0254,
  foot: 0.3048,
  meter: 1,
};

/**
 * 3MF has z up, and says its unit. three.js' loader takes objects of all parts for one list, textures of one folder alone, and decodes an
 * image once for each group that uses it; only lattices are made by it.
 */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const file = new Package(bytes);
  const start = await file.start();
  const model = await file.model(start);
  const objects = new Objects(file, manager);
  const root = new Group();
  for (const item of named(model, 'item')) root.add(await objects.placed(item, start));
  return { root: fromZUp(root, units[attributeOf(model, 'unit') ?? 'millimeter'] ?? 1e-3), animations: [] };
}

/** What of a part its objects share. */
interface Part {
  objects: ReadonlyMap<string, Element>;
  looks: Looks;
  materialOf: MaterialOf;
}

/** Objects by their part and id, each built once. */
class Objects {
  readonly #parts = new Map<string, Promise<Part>>();
  readonly #built = new Map<string, Promise<Object3D>>();
  readonly #textures: Textures = new Map();
  readonly #file: Package;
  readonly #manager: LoadingManager;

  constructor(file: Package, manager: LoadingManager) {
    this.#file = file;
    this.#manager = manager;
  }

  /** A copy of the object that an item or a component names, at its place. @param part in which it stands */
  async placed(use: Element, part: string): Promise<Object3D> {
    const copy = (await this.#object(attributeOf(use, 'path') || part, attributeOf(use, 'objectid') ?? '')).clone();
    const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1, x = 0, y = 0, z = 0] = numbersIn(
      attributeOf(use, 'transform'),
    );
    copy.applyMatrix4(new Matrix4().set(a, d, g, x, b, e, h, y, c, f, i, z, 0, 0, 0, 1));
    return copy;
  }

  #object(path: string, id: string): Promise<Object3D> {
    const key = `${partName(path)} ${id}`;
    const building = this.#built.get(key) ?? this.#build(path, id);
    this.#built.set(key, building);
    return building;
  }

  async #build(path: string, id: string): Promise<Object3D> {
    const { objects, looks, materialOf } = await this.#part(path);
    const object = objects.get(id);
    if (!object) throw new Error(`it names object ${id} of "${path}", which is not there`);
    const group = new Group();
    group.name = attributeOf(object, 'name') ?? '';
    for (const mesh of named(object, 'mesh'))
      group.add(...meshesOf(object, mesh, looks, materialOf), ...latticeOf(mesh));
    for (const component of named(object, 'component')) group.add(await this.placed(component, path));
    return group;
  }

  #part(path: string): Promise<Part> {
    const name = partName(path);
    const opening = this.#parts.get(name) ?? this.#open(name);
    this.#parts.set(name, opening);
    return opening;
  }

  async #open(path: string): Promise<Part> {
    const model = await this.#file.model(path);
    const textures = await texturesOf(model, this.#file, this.#textures, this.#manager);
    const objects = new Map(named(model, 'object').map(object => [attributeOf(object, 'id') ?? '', object]));
    return { objects, looks: looksOf(model), materialOf: materialsOf(textures) };
  }
}
