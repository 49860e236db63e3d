import type { Beside, ReadBeside } from '../model-kind.ts';
import { Refusal } from '../../refusal.ts';
import { checkAttributes } from './attributes.ts';
import { checkCode } from './code.ts';
import { checkGeometries } from './geometries.ts';
import { invalid, unsupported } from './invalid.ts';
import { isJson, type Json, textOf } from '../../../../scenes/json.ts';
import { threeIn } from './json.ts';
import { checkMaterials } from './materials.ts';
import { checkClips, checkSkeletons } from './motion.ts';
import { checkObjects } from './objects.ts';
import { checkTextures, readImages } from './textures.ts';

/**
 * Checks a three.js JSON and reads its images: three.js' loader loads what passes.
 *
 * @throws Refusal `three_invalid`, `three_unsupported`, `three_code`, or one about an image
 */
export async function openThree(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  const json = threeIn(bytes);
  if (!json) throw new Refusal('asset_not_a_model', 'is not a readable three.js JSON');
  checkFormat(json);
  const { at, document } = documentIn(json);
  if (document['object'] === undefined) {
    checkAttributes({ type: 'BufferGeometry', ...document }, at);
    return new Map();
  }
  checkDocument(document, at);
  if (isJson(json['camera'])) checkObjects(json['camera']['object'], '/camera/object', nothing);
  return readImages(document, at, readBeside);
}

const nothing = { geometries: new Map(), materials: new Map(), textures: new Set<string>(), clips: new Set<string>() };

/** The document that is drawn, with its place; that of an editor's project is in its `scene`. */
export function documentIn(json: Json): { at: string; document: Json } {
  const { scene } = json;
  return isJson(scene) ? { at: '/scene', document: scene } : { at: '', document: json };
}

function checkDocument(document: Json, at: string): void {
  for (const list of ['geometries', 'materials', 'textures', 'images', 'shapes', 'skeletons', 'animations'])
    checkList(document, list, at);
  checkCode(document, at);
  const geometries = checkGeometries(document, at);
  const textures = checkTextures(document, at);
  const materials = checkMaterials(document, at, textures);
  const clips = checkClips(document, at);
  const objects = checkObjects(document['object'], `${at}/object`, { geometries, materials, textures, clips });
  const bones = new Set(objects.flatMap(({ object }) => (object['type'] === 'Bone' ? [textOf(object['uuid'])] : [])));
  const skeletons = checkSkeletons(document, at, bones);
  for (const { object, pointer } of objects)
    if (object['type'] === 'SkinnedMesh' && !skeletons.has(textOf(object['skeleton'])))
      throw invalid(`${pointer}/skeleton`, 'names a skeleton that does not exist');
}

function checkList(document: Json, field: string, at: string): void {
  const list = document[field];
  if (list === undefined) return;
  if (!Array.isArray(list)) throw invalid(`${at}/${field}`, 'is not a list');
  const wrong = list.findIndex(entry => !isJson(entry));
  if (wrong >= 0) throw invalid(`${at}/${field}/${wrong}`, 'is not an object');
}

/** Refuses formats before 4, which three.js no longer reads. */
function checkFormat(json: Json): void {
  const { at, document } = documentIn(json);
  const metadata = isJson(document['metadata']) ? document['metadata'] : {};
  const version = Number.parseFloat(textOf(metadata['formatVersion'] ?? metadata['version'] ?? 4));
  const isGeometry = isJson(document['data']) && isJson(document['data']['attributes']);
  if (
    (document['object'] === undefined && !isGeometry) ||
    'formatVersion' in metadata ||
    (version < 4 && !isGeometry)
  ) {
    const named = typeof metadata['type'] === 'string' ? `"${metadata['type'].slice(0, 40)}" ` : '';
    throw unsupported(
      at,
      `is ${named}of the format ${Number.isFinite(version) ? version : 'unknown'}, but only an Object or Scene of format 4 or a BufferGeometry is read: open it in a three.js that reads it, and export it with toJSON()`,
    );
  }
}
