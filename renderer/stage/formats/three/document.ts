import { isJson, type Json, textOf } from '../../../../scenes/json.ts';
import { modernize } from './modern.ts';

/** JSON in three.js' format as its loader takes it. */
export interface Document {
  /** `{metadata, geometries, materials, …, object}`. */
  scene: Json;
  /** The editor's camera, as a document of its own. */
  camera: Json | undefined;
  /** Whether lights may cast shadows at all. */
  shadows: boolean;
}

/** A geometry is a mesh of the default colour; the editor's app is its scene and camera, and its scripts are never looked at. */
export function documentOf(json: Json): Document {
  if (isJson(json['scene'])) {
    const { camera } = json;
    const project = isJson(json['project']) ? json['project'] : {};
    modernize(json['scene'], project);
    return { scene: json['scene'], camera: isJson(camera) ? camera : undefined, shadows: project['shadows'] !== false };
  }
  const scene = isJson(json['object']) ? json : mesh(json);
  modernize(scene, {});
  return { scene, camera: undefined, shadows: true };
}

function mesh(geometry: Json): Json {
  const own = { uuid: 'geometry', type: 'BufferGeometry', ...geometry };
  const uuid = textOf(own.uuid);
  return {
    metadata: { version: 4.7 },
    geometries: [own],
    materials: [{ uuid: 'clay', type: 'MeshStandardMaterial', color: 0xb8b4ae, roughness: 0.65, metalness: 0 }],
    object: { uuid: 'mesh', type: 'Mesh', geometry: uuid, material: 'clay', castShadow: true, receiveShadow: true },
  };
}
