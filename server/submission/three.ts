import type { ToneMapping } from '../../scenes/tone-mapping.ts';
import { isJson, type Json, listOf, textOf } from '../../scenes/json.ts';
import { documentIn } from '../assets/checks/three/model.ts';

/** three.js' tone mappings by its constants; custom ones are left out. */
const toneMappings: Readonly<Record<number, ToneMapping>> = {
  0: 'none',
  1: 'linear',
  2: 'reinhard',
  3: 'cineon',
  4: 'aces',
  6: 'agx',
  7: 'neutral',
};

/** Materials that ignore lights. */
const unlit = /^(MeshBasic|MeshNormal|MeshDepth|MeshDistance|MeshMatcap|Points|LineBasic|LineDashed|Sprite)Material$/;

/**
 * The fields of a scene for a three.js JSON: its own camera, lights and background, and the tone mapping of the editor's project,
 * else none, as is three.js' default. Missing fields get the service's defaults.
 */
export function fieldsOfThree(json: Json): Json {
  const { document } = documentIn(json);
  const root = isJson(document['object']) ? document['object'] : undefined;
  // a geometry alone is a model with the default material
  if (!root) return {};
  const types = new Set(typesBelow(root));
  const light = lightOf(json, document, types);
  const bare = light === 'studio' && !listOf(document['materials']).every(({ type }) => unlit.test(textOf(type)));
  return {
    ground: 'none',
    environment: light,
    toneMapping: bare ? 'neutral' : 'none',
    ...backgroundOf(root),
    ...(hasCamera(json, types) && { camera: { from: 0 } }),
    ...projectOf(json),
  };
}

/** Types of all objects. */
function typesBelow(root: Json): string[] {
  const types: string[] = [];
  for (let level = [root]; level.length > 0; level = level.flatMap(({ children }) => listOf(children)))
    types.push(...level.map(({ type }) => textOf(type)));
  return types;
}

function lightOf(json: Json, document: Json, types: ReadonlySet<string>): string {
  const { object } = document;
  if (isJson(object) && typeof object['environment'] === 'string') return 'model';
  // the editor generates the light of a room, and does not write it
  if (/^(ModelViewer|Room)$/.test(textOf(json['environment']))) return 'room';
  const lamps = [...types].some(type => /Light$|^LightProbe$/.test(type));
  const mapped = listOf(document['materials']).some(({ lightMap }) => typeof lightMap === 'string');
  return lamps || mapped ? 'none' : 'studio';
}

function backgroundOf({ background }: Json): Json {
  if (typeof background === 'number')
    return { background: `#${(background & 0xffffff).toString(16).padStart(6, '0')}` };
  return typeof background === 'string' ? { background: 'model' } : {};
}

function hasCamera({ camera }: Json, types: ReadonlySet<string>): boolean {
  const own = isJson(camera) && isJson(camera['object']) ? textOf(camera['object']['type']) : '';
  return [own, ...types].some(type => /^(Perspective|Orthographic)Camera$/.test(type));
}

function projectOf({ project }: Json): Json {
  if (!isJson(project)) return {};
  const { toneMapping, toneMappingExposure: exposure } = project;
  const known = typeof toneMapping === 'number' ? toneMappings[toneMapping] : undefined;
  return { ...(known && { toneMapping: known }), ...(typeof exposure === 'number' && { exposure }) };
}
