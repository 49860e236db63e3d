import {
  FileLoader,
  Group,
  LineBasicMaterial,
  LineSegments,
  Loader,
  type Material,
  Mesh,
  type MeshStandardMaterial,
  type Object3D,
  Points,
  PointsMaterial,
} from 'three/webgpu';
import { defaultMaterial } from '../materials/default-material.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { readMtl } from './mtl.ts';
import { type ObjObject, readObj, type Vertices } from './obj/contents.ts';
import { geometryOf, surfaceOf } from './obj/geometry.ts';
import { bareName } from './obj/names.ts';
import type { Placed } from './places.ts';
import { wordsOf } from '../util/text.ts';

type Materials = ReadonlyMap<string, MeshStandardMaterial>;

/** OBJ says neither unit nor axes: y is up, as its exporters have it by default, and a unit is a metre. */
export async function read(file: ModelFile): Promise<LoadedModel> {
  const { vertices, objects, libraries } = readObj(new Uint8Array(file.bytes));
  const materials = new Map<string, MeshStandardMaterial>();
  for (const name of file.files.filter(name => /\.mtl$/i.test(name) || libraries.some(line => line.includes(name)))) {
    const library = await new FileLoader(file.manager).setResponseType('arraybuffer').loadAsync(name);
    for (const [key, material] of readMtl(wordsOf(library as ArrayBuffer), file)) materials.set(key, material);
  }
  const root = new Group();
  for (const object of objects) root.add(...drawn(object, vertices, materials));
  return { root, animations: [] };
}

/** An object's faces, lines and points: one thing where it has one kind of them, else those below one of its name. */
function drawn(object: ObjObject, vertices: Vertices, materials: Materials): Object3D[] {
  const kinds = [surface(object, vertices, materials), ...strokes(object, vertices, materials)].filter(
    kind => kind !== undefined,
  );
  const [only] = kinds;
  if (!only) return [];
  const named = kinds.length === 1 ? only : new Group().add(...kinds);
  named.name = bareName(object.name);
  return [named];
}

function surface({ shares }: ObjObject, vertices: Vertices, materials: Materials): Mesh | undefined {
  const covered = shares.filter(({ triangles }) => triangles.length > 0);
  if (covered.length === 0) return undefined;
  const [first] = covered;
  const all = first && covered.length === 1 ? first.triangles : covered.flatMap(({ triangles }) => triangles);
  const placed = surfaceOf(all, vertices);
  const colored = placed.geometry.getAttribute('color') !== undefined;
  const worn = covered.map(({ material }) => found(material, materials) ?? bare(colored));
  const [only] = worn;
  if (only && worn.length === 1) return at(placed, new Mesh(placed.geometry, only));
  let start = 0;
  for (const [index, { triangles }] of covered.entries()) {
    placed.geometry.addGroup(start, triangles.length / 3, index);
    start += triangles.length / 3;
  }
  return at(placed, new Mesh(placed.geometry, worn));
}

function strokes({ shares }: ObjObject, vertices: Vertices, materials: Materials): Object3D[] {
  return shares.flatMap(({ material, segments, points }) => {
    const own = found(material, materials);
    const look = { name: own?.name ?? Loader.DEFAULT_MATERIAL_NAME, ...(own ? { color: own.color } : {}) };
    const kinds: Object3D[] = [];
    if (segments.length > 0) {
      const placed = geometryOf(segments, vertices);
      kinds.push(at(placed, new LineSegments(placed.geometry, new LineBasicMaterial(look))));
    }
    if (points.length > 0) {
      const placed = geometryOf(points, vertices);
      kinds.push(at(placed, new Points(placed.geometry, new PointsMaterial(look))));
    }
    return kinds;
  });
}

function at<T extends Object3D>({ origin }: Placed, object: T): T {
  object.position.copy(origin);
  return object;
}

/** A material of the libraries by its name, which may be followed by a comment. */
function found(name: string, materials: Materials): MeshStandardMaterial | undefined {
  return materials.get(name) ?? materials.get(bareName(name));
}

/** Of what has none; colours of vertices are kept. */
function bare(colored: boolean): Material {
  const made = defaultMaterial();
  made.vertexColors = colored;
  if (colored) made.color.set(0xffffff);
  return made;
}
