/** glTF JSON to be broken by tests: loose on purpose. */
export type Json = Record<string, unknown>;

const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

/** 3 positions, then 3 indices (and 2 bytes of padding). */
export function triangleBytes(): Buffer {
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]);
  return Buffer.concat([Buffer.from(positions.buffer), Buffer.from(new Uint16Array([0, 1, 2, 0]).buffer)]);
}

/** A valid model of one triangle, with fields put over its own. */
export function triangle(over: Json = {}): Json {
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
      { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteLength: 36 },
      { buffer: 0, byteOffset: 36, byteLength: 6 },
    ],
    buffers: [{ byteLength: 44 }],
    ...over,
  };
}

/** A valid model of one triangle with an image on it. */
export function textured(image: Json, over: Json = {}): Json {
  return triangle({
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
    textures: [{ source: 0 }],
    images: [image],
    ...over,
  });
}

/** A square of one material, with images by their addresses. */
export function covered(material: Json, images: Json[], over: Json = {}): Json {
  const places = new Float32Array([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0]);
  const texels = new Float32Array([0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0]);
  const bytes = Buffer.concat([Buffer.from(places.buffer), Buffer.from(texels.buffer)]);
  return {
    asset: { version: '2.0' },
    buffers: [{ byteLength: bytes.length, uri: dataUri(bytes) }],
    bufferViews: [
      { buffer: 0, byteLength: 72 },
      { buffer: 0, byteOffset: 72, byteLength: 48 },
    ],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 6, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
      { bufferView: 1, componentType: 5126, count: 6, type: 'VEC2' },
    ],
    images,
    textures: images.map((_, source) => ({ source })),
    materials: [material],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, material: 0 }] }],
    nodes: [{ mesh: 0 }],
    scenes: [{ nodes: [0] }],
    scene: 0,
    ...over,
  };
}

/** A GLB of a JSON and a binary chunk. */
export function glb(json: Json | string, bin: Uint8Array | null = triangleBytes(), version = 2): Buffer {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const chunks = [chunk(JSON_CHUNK, Buffer.from(text), 0x20), ...(bin ? [chunk(BIN_CHUNK, bin, 0)] : [])];
  const header = Buffer.alloc(12);
  header.write('glTF');
  header.writeUInt32LE(version, 4);
  header.writeUInt32LE(12 + chunks.reduce((sum, { length }) => sum + length, 0), 8);
  return Buffer.concat([header, ...chunks]);
}

export function chunk(type: number, content: Uint8Array, padding: number): Buffer {
  const length = Math.ceil(content.length / 4) * 4;
  const bytes = Buffer.alloc(8 + length, padding);
  bytes.writeUInt32LE(length, 0);
  bytes.writeUInt32LE(type, 4);
  bytes.set(content, 8);
  return bytes;
}

/** A glTF JSON whose one buffer is a file beside it. */
export function gltf(uri: string, over: Json = {}): Buffer {
  return Buffer.from(JSON.stringify(triangle({ buffers: [{ byteLength: 44, uri }], ...over })));
}

export function dataUri(bytes: Uint8Array, type = 'application/octet-stream'): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
