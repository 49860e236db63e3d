/** JSON in three.js' format as its loader takes it. */
export interface Document {
  /** `{metadata, geometries, materials, …, object}`. */
  scene: Json;
  /** The editor's camera, as a document of its own. */
  camera: Json | undefined;
  /** Whether lights may cast shadows at all. */
  shadows: boolean;
}

export type Json = Record<string, unknown>;

/** A geometry is a mesh of clay; the editor's app is its scene and camera, and its scripts are never looked at. */
export function documentOf(json: Json): Document {
  if (isJson(json['scene'])) {
    const { project, camera } = json;
    const shadows = !(isJson(project) && project['shadows'] === false);
    return { scene: modern(json['scene']), camera: isJson(camera) ? camera : undefined, shadows };
  }
  return { scene: modern(isJson(json['object']) ? json : mesh(json)), camera: undefined, shadows: true };
}

function mesh(geometry: Json): Json {
  const own = { uuid: 'geometry', type: 'BufferGeometry', ...geometry };
  const uuid = String(own.uuid);
  return {
    metadata: { version: 4.7 },
    geometries: [own],
    materials: [{ uuid: 'clay', type: 'MeshStandardMaterial', color: 0xb8b4ae, roughness: 0.65, metalness: 0 }],
    object: { uuid: 'mesh', type: 'Mesh', geometry: uuid, material: 'clay', castShadow: true, receiveShadow: true },
  };
}

/** What older versions of the format wrote otherwise, as the loader of today reads it. */
function modern(document: Json): Json {
  const { materials, textures, geometries } = document;
  const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
  const old = isOld(document['metadata']);
  const pictures = old ? picturesOf(list(materials)) : new Set();
  for (const material of list(materials)) if (material['shading'] === 1) material['flatShading'] ??= true;
  for (const texture of list(textures)) {
    // before 4.6 a texture had an encoding, or none at all: the numbers of pictures went to the screen as they were
    const coded = texture['encoding'] === 3001 || (texture['encoding'] === undefined && pictures.has(texture['uuid']));
    if (coded) texture['colorSpace'] ??= 'srgb';
  }
  for (const geometry of list(geometries)) {
    // until r144 there were two of each
    geometry['type'] = String(geometry['type'])
      .replace(/(?<!^)BufferGeometry$/, 'Geometry')
      .replace(/^Instanced$/, '');
    if (geometry['isInstancedBufferGeometry'] === true) geometry['type'] = 'InstancedBufferGeometry';
    geometry['height'] ??= geometry['type'] === 'CapsuleGeometry' ? geometry['length'] : undefined;
  }
  return document;
}

function isOld(metadata: unknown): boolean {
  return isJson(metadata) && Number(metadata['version']) < 4.6;
}

const shown = ['map', 'emissiveMap', 'matcap', 'envMap', 'specularMap', 'lightMap'];

/** The textures whose numbers are colours. */
function picturesOf(materials: readonly Json[]): Set<unknown> {
  return new Set(materials.flatMap(material => shown.map(field => material[field])));
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
