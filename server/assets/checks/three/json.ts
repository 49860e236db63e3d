import { isJson, type Json } from '../../../../scenes/json.ts';
import { sniff } from '../images/sniff.ts';

/** Parsed once, by whoever asks first; gone with the bytes. */
const parsed = new WeakMap<Uint8Array, Json>();
/** One of them is in every one: what has neither need not be parsed to know. */
const signs = ['"metadata"', '"object"'];

/** The JSON of a file that is three.js', or `undefined`. */
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

/** Whether JSON is three.js', of whatever version: told by its metadata, or by what stands in it. */
export function isThree(json: Json): boolean {
  const { metadata, object, scene } = json;
  if (isJson(json['asset']) && json['asset']['version'] !== undefined) return false;
  return isMetadata(metadata) || (isJson(object) && typeof object['type'] === 'string') || isApp(json, scene);
}

function isMetadata(metadata: unknown): boolean {
  if (!isJson(metadata)) return false;
  return ['type', 'formatVersion', 'generator'].some(field => field in metadata);
}

/** The editor's: its scene is a document of its own. */
function isApp(json: Json, scene: unknown): boolean {
  return isJson(scene) && isJson(scene['object']) && ('project' in json || 'camera' in json || 'scripts' in json);
}
