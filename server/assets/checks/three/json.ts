import { isJson, type Json } from '../../../../scenes/json.ts';
import { sniff } from '../images/sniff.ts';

/** Parsed JSON by its bytes, so that it is dropped with them. */
const parsed = new WeakMap<Uint8Array, Json>();
/** Texts of which every three.js JSON has one: other JSON need not be parsed. */
const signs = ['"metadata"', '"object"'];

/** The three.js JSON of a file, or `undefined`. */
export function threeIn(bytes: Uint8Array): Json | undefined {
  const known = parsed.get(bytes);
  if (known) return known;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (sniff(bytes) !== 'gltf' || !signs.some(sign => text.includes(sign))) return undefined;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isJson(json) || !isThree(json)) return undefined;
    parsed.set(bytes, json);
    return json;
  } catch {
    return undefined;
  }
}

/** Whether JSON is of three.js, of any version: by its metadata or its fields. */
export function isThree(json: Json): boolean {
  const { metadata, object, scene } = json;
  if (isJson(json['asset']) && json['asset']['version'] !== undefined) return false;
  return isMetadata(metadata) || (isJson(object) && typeof object['type'] === 'string') || isApp(json, scene);
}

function isMetadata(metadata: unknown): boolean {
  if (!isJson(metadata)) return false;
  return ['type', 'formatVersion', 'generator'].some(field => field in metadata);
}

/** Whether JSON is a project of the editor, whose scene is a document of its own. */
function isApp(json: Json, scene: unknown): boolean {
  return isJson(scene) && isJson(scene['object']) && ('project' in json || 'camera' in json || 'scripts' in json);
}
