import { isJson } from '../../../../scenes/json.ts';
import { viewOf } from '../images/bytes.ts';
import { description, sniff } from '../images/sniff.ts';
import { Refusal } from '../../refusal.ts';

const HEADER = 12;
const CHUNK = 8;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

/** A glTF document, unpacked. */
export interface Container {
  format: 'glb' | 'gltf';
  /** The JSON, unchecked. */
  json: unknown;
  /** The GLB's binary chunk. */
  bin: Uint8Array | undefined;
}

/**
 * Opens a GLB or a glTF JSON, recognised by content.
 *
 * @throws Refusal `asset_not_a_model`, `asset_truncated` or `gltf_version`
 */
export function openContainer(bytes: Uint8Array): Container {
  const format = sniff(bytes);
  if (format === 'glb') return openGlb(bytes);
  if (format === 'gltf') return { format, json: parseJson(bytes, bytes.length), bin: undefined };
  throw notAModel(`${description(bytes)}, not a glTF or GLB model`);
}

function openGlb(bytes: Uint8Array): Container {
  if (bytes.length < HEADER + CHUNK) throw truncated(`a GLB of ${bytes.length} bytes has no content`);
  const view = viewOf(bytes);
  const version = view.getUint32(4, true);
  if (version !== 2) throw otherVersion(version);
  const length = view.getUint32(8, true);
  if (length > bytes.length) throw truncated(`its header announces ${length} bytes, ${bytes.length} came`);
  return { format: 'glb', ...readChunks(bytes.subarray(0, length)) };
}

function readChunks(glb: Uint8Array): { json: unknown; bin: Uint8Array | undefined } {
  const view = viewOf(glb);
  let json: Uint8Array | undefined;
  let bin: Uint8Array | undefined;
  for (let at = HEADER; at < glb.length; ) {
    if (at + CHUNK > glb.length) throw invalidChunk('its last chunk has no header');
    const end = at + CHUNK + view.getUint32(at, true);
    if (end > glb.length) throw invalidChunk('a chunk is longer than the file');
    const type = view.getUint32(at + 4, true);
    if (at === HEADER && type !== JSON_CHUNK) throw invalidChunk('its first chunk is not JSON');
    if (type === JSON_CHUNK) json ??= glb.subarray(at + CHUNK, end);
    if (type === BIN_CHUNK) bin ??= glb.subarray(at + CHUNK, end);
    at = end;
  }
  if (!json) throw invalidChunk('it has no JSON chunk');
  return { json: parseJson(json, glb.length), bin };
}

/** @param size bytes of the whole file, for the error */
function parseJson(bytes: Uint8Array, size: number): unknown {
  // drops a byte order mark, as the loader does
  const json = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    const position = /position (\d+)/.exec(reason)?.[1];
    const atEnd = position !== undefined && Number(position) >= json.length;
    if (atEnd || /end of JSON|Unterminated/.test(reason))
      throw truncated(`its JSON ends too early, after ${size} bytes`);
    throw notAModel(`is not a glTF model: its JSON cannot be read${position ? ` (position ${position})` : ''}`);
  }
}

/** Refuses JSON that is not glTF, or not of version 2. */
export function checkVersion(json: unknown): void {
  const asset = field(json, 'asset');
  const version = field(asset, 'version');
  if (version === undefined) throw notAModel(`is JSON, but not a glTF model: ${otherJson(json)}`);
  if (typeof version !== 'string' || !/^2\.\d+$/.test(version)) throw otherVersion(version);
  const minimum = field(asset, 'minVersion');
  if (minimum !== undefined && minimum !== '2.0') throw otherVersion(minimum);
}

function otherJson(json: unknown): string {
  const isThree = /^(Object|Scene|BufferGeometry|Material)$/.test(String(field(field(json, 'metadata'), 'type')));
  return isThree ? 'it is a three.js scene; send it as the body of the request' : 'it has no asset.version';
}

function field(value: unknown, name: string): unknown {
  return isJson(value) ? value[name] : undefined;
}

function notAModel(says: string): Refusal {
  return new Refusal('asset_not_a_model', says);
}

function truncated(why: string): Refusal {
  return new Refusal('asset_truncated', `is cut short: ${why}`);
}

function invalidChunk(why: string): Refusal {
  return new Refusal('gltf_invalid', `is not a valid GLB: ${why}`);
}

function otherVersion(version: unknown): Refusal {
  const named =
    typeof version === 'string' || typeof version === 'number' ? String(version).slice(0, 10) : 'of no version';
  return new Refusal('gltf_version', `is glTF ${named}; this service reads glTF 2.0`);
}
