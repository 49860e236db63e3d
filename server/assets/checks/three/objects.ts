import type { GeometryFacts } from './attributes.ts';
import { MAX_VERTICES } from './geometries.ts';
import { invalid, unsupported } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, kindOf } from './numbers.ts';

/** Parts of the document that objects refer to, by uuid. */
export interface Known {
  geometries: ReadonlyMap<string, GeometryFacts>;
  materials: ReadonlyMap<string, string>;
  textures: ReadonlySet<string>;
  clips: ReadonlySet<string>;
}

/** An object of the tree, with its place. */
export interface Placed {
  object: Json;
  pointer: string;
}

/** Levels of objects: code that walks them recurses once per level. */
const MAX_DEPTH = 500;
const MAX_OBJECTS = 100_000;
const MAX_INSTANCES = 1_000_000;
/** Texels of all shadow maps. */
const MAX_SHADOW_TEXELS = 2 ** 27;

type Check = (object: Json, at: string, known: Known) => void;

const drawn: Check = (object, at, known) => {
  named(object, 'geometry', at, known.geometries);
  materialsOf(object, at, known);
};

/** Checks of each kind of object; other kinds are groups. */
const kinds: Readonly<Record<string, Check>> = {
  Mesh: drawn,
  Line: drawn,
  LineLoop: drawn,
  LineSegments: drawn,
  Points: drawn,
  PointCloud: drawn,
  Sprite: (object, at, known) => {
    materialsOf(object, at, known);
    checkNumbers(object, 'center', at, 2);
  },
  SkinnedMesh: (object, at, known) => {
    drawn(object, at, known);
    const { attributes } = named(object, 'geometry', at, known.geometries);
    if (!attributes.has('skinIndex') || !attributes.has('skinWeight'))
      throw invalid(`${at}/geometry`, 'has no skinIndex and skinWeight, which a skinned mesh needs');
    checkNumbers(object, 'bindMatrix', at, 16);
  },
  InstancedMesh: (object, at, known) => {
    drawn(object, at, known);
    const count = checkNumber(object, 'count', at, { min: 0, max: MAX_INSTANCES }) ?? 0;
    const { vertices } = named(object, 'geometry', at, known.geometries);
    if (count * vertices > MAX_VERTICES * 5)
      throw invalid(`${at}/count`, `draws ${count * vertices} vertices; the limit is ${MAX_VERTICES * 5}`);
    holds(object['instanceMatrix'], `${at}/instanceMatrix`, count, 16);
    if (object['instanceColor'] !== undefined) holds(object['instanceColor'], `${at}/instanceColor`, count, 3);
  },
  BatchedMesh: (object, at, known) => {
    drawn(object, at, known);
    for (const field of ['maxInstanceCount', 'maxVertexCount', 'maxIndexCount'])
      checkNumber(object, field, at, { min: 0, max: MAX_VERTICES });
    for (const field of ['geometryInfo', 'instanceInfo', 'availableInstanceIds', 'availableGeometryIds'])
      if (!Array.isArray(object[field]))
        throw unsupported(
          at,
          `has no ${field}: it was written by a three.js before r170; export it again with a newer one`,
        );
    for (const field of ['matricesTexture', 'indirectTexture', 'colorsTexture']) {
      const texture = object[field];
      if (field === 'colorsTexture' && texture === undefined) continue;
      if (!isJson(texture) || !known.textures.has(textOf(texture['uuid'])))
        throw invalid(`${at}/${field}`, 'names a texture that does not exist');
    }
  },
  LOD: (object, at) => {
    if (!Array.isArray(object['levels'])) throw invalid(`${at}/levels`, `is ${kindOf(object['levels'])}, not a list`);
    listOf(object['levels']).forEach((level, l) => checkNumber(level, 'distance', `${at}/levels/${l}`, { min: 0 }));
  },
  Scene: (object, at, known) => {
    for (const field of ['background', 'environment']) {
      const value = object[field];
      if (value === undefined || value === null || (field === 'background' && typeof value === 'number')) continue;
      if (!known.textures.has(textOf(value))) throw invalid(`${at}/${field}`, 'names a texture that does not exist');
    }
    for (const field of ['backgroundBlurriness', 'backgroundIntensity', 'environmentIntensity'])
      checkNumber(object, field, at, { min: 0 });
    const { fog } = object;
    if (isJson(fog))
      for (const field of ['color', 'near', 'far', 'density']) checkNumber(fog, field, `${at}/fog`, { min: 0 });
  },
  PerspectiveCamera: (object, at) => {
    checkNumber(object, 'fov', at, { min: 0.01, max: 179.9 });
    checkReach(object, at, 1e-12);
  },
  OrthographicCamera: (object, at) => {
    for (const field of ['left', 'right', 'top', 'bottom'])
      if (checkNumber(object, field, at) === undefined) throw invalid(`${at}/${field}`, 'is missing');
    checkReach(object, at, -Infinity);
  },
  SpotLight: (object, at, known) => {
    checkNumber(object, 'angle', at, { min: 0, max: Math.PI });
    if (object['map'] !== undefined && !known.textures.has(textOf(object['map'])))
      throw invalid(`${at}/map`, 'names a texture that does not exist');
  },
  LightProbe: (object, at) => void checkNumbers(object, 'sh', at, 27),
};

/** Helpers, which are drawn as lines. */
const helpers = /^(Axes|Grid|PolarGrid|Box|Box3|Camera|Skeleton)Helper$/;

/** Checks an object and its descendants. @returns all of them @throws Refusal */
export function checkObjects(root: unknown, at: string, known: Known): Placed[] {
  if (!isJson(root)) throw invalid(at, `is ${kindOf(root)}, not an object`);
  const all: Placed[] = [];
  let level: Placed[] = [{ object: root, pointer: at }];
  let shadow = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw invalid(at, `has more than ${MAX_DEPTH} levels of children`);
    for (const placed of level) {
      checkObject(placed, known);
      shadow += shadowOf(placed);
      all.push(placed);
    }
    if (all.length > MAX_OBJECTS) throw invalid(at, `has more than ${MAX_OBJECTS} objects`);
    if (shadow > MAX_SHADOW_TEXELS) throw invalid(at, 'has lights whose shadow maps are too large together');
    level = level.flatMap(childrenOf);
  }
  return all;
}

function childrenOf({ object: { children }, pointer }: Placed): Placed[] {
  if (children === undefined) return [];
  if (!Array.isArray(children)) throw invalid(`${pointer}/children`, `is ${kindOf(children)}, not a list`);
  return children.map((child: unknown, c) => {
    const at = `${pointer}/children/${c}`;
    if (!isJson(child)) throw invalid(at, `is ${kindOf(child)}, not an object`);
    return { object: child, pointer: at };
  });
}

function checkObject({ object, pointer }: Placed, known: Known): void {
  const { type } = object;
  if (typeof type !== 'string') throw invalid(`${pointer}/type`, `is ${kindOf(type)}, not the name of a kind`);
  checkNumbers(object, 'matrix', pointer, 16);
  for (const field of ['position', 'scale', 'up', 'pivot']) checkNumbers(object, field, pointer, 3);
  checkNumbers(object, 'quaternion', pointer, 4);
  for (const field of ['intensity', 'decay', 'penumbra', 'renderOrder', 'layers', 'zoom'])
    checkNumber(object, field, pointer);
  for (const field of ['color', 'groundColor']) checkNumber(object, field, pointer, { min: 0, max: 0xffffff });
  for (const [c, clip] of (Array.isArray(object['animations']) ? object['animations'] : []).entries())
    if (!known.clips.has(textOf(clip))) throw invalid(`${pointer}/animations/${c}`, 'names a clip that does not exist');
  const check = Object.hasOwn(kinds, type) ? kinds[type] : helpers.test(type) ? drawn : undefined;
  if (check) check(object, pointer, known);
  else if (object['geometry'] !== undefined)
    throw unsupported(pointer, `is a ${type.slice(0, 40)}, which three.js does not read back: export it as a Mesh`);
}

function checkReach(camera: Json, at: string, min: number): void {
  const near = checkNumber(camera, 'near', at, { min }) ?? 0.1;
  const far = checkNumber(camera, 'far', at) ?? 2000;
  if (far <= near) throw invalid(`${at}/far`, `is ${far}, not beyond near (${near})`);
}

function named<T>(object: Json, field: string, at: string, known: ReadonlyMap<string, T>): T {
  const value = object[field];
  const found = typeof value === 'string' ? known.get(value) : undefined;
  if (found !== undefined) return found;
  if (value === undefined) throw invalid(`${at}/${field}`, 'is missing');
  throw invalid(`${at}/${field}`, `names ${field} ${textOf(value).slice(0, 40)}, which does not exist`);
}

function materialsOf(object: Json, at: string, known: Known): void {
  const { material } = object;
  // without a material three.js uses its default
  if (material === undefined) return;
  if (!Array.isArray(material)) return void named(object, 'material', at, known.materials);
  material.forEach((uuid: unknown, m) => void named({ [m]: uuid }, `${m}`, `${at}/material`, known.materials));
}

/** Checks an attribute of instances. @param each numbers per instance */
function holds(attribute: unknown, at: string, count: number, each: number): void {
  if (!isJson(attribute)) throw invalid(at, `is ${kindOf(attribute)}, not an attribute`);
  const numbers = checkNumbers(attribute, 'array', at)?.length ?? 0;
  if (numbers < count * each)
    throw invalid(`${at}/array`, `has ${numbers} numbers, where ${count} instances need ${count * each}`);
}

function shadowOf({ object: { shadow, castShadow, type }, pointer }: Placed): number {
  if (!isJson(shadow)) return 0;
  const at = `${pointer}/shadow`;
  for (const field of ['bias', 'normalBias', 'radius', 'intensity']) checkNumber(shadow, field, at);
  const [width = 512, height = 512] = (checkNumbers(shadow, 'mapSize', at, 2) ?? []).map(Number);
  if (!(width >= 1 && height >= 1 && width <= 8192 && height <= 8192))
    throw invalid(`${at}/mapSize`, 'is not of 1 to 8192 texels a side');
  return castShadow === true ? width * height * (type === 'PointLight' ? 6 : 1) : 0;
}
