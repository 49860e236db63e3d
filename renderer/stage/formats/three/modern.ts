import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';

/**
 * Writes what older versions of three.js wrote otherwise as the loader of today reads it, so that it looks as it did then.
 * @param project the editor's settings
 */
export function modernize(document: Json, project: Json): void {
  const objects = objectsBelow(document['object']);
  for (const part of [...objects, ...listOf(document['materials']), ...listOf(document['geometries'])]) dropNulls(part);
  for (const geometry of listOf(document['geometries'])) modernizeGeometry(geometry);
  for (const material of listOf(document['materials'])) if (material['shading'] === 1) material['flatShading'] ??= true;
  for (const object of objects) if (helper.test(textOf(object['type']))) object['type'] = 'LineSegments';
  if (!isOld(document)) return;
  colorTextures(document);
  const physical = project['physicallyCorrectLights'] === true || project['useLegacyLights'] === false;
  if (!physical) for (const object of objects) brighten(object);
}

/** JSON has no infinity: a distance without end is written as null, and has to be what it is by default. */
function dropNulls(part: Json): void {
  for (const [field, value] of Object.entries(part)) if (value === null) delete part[field];
}

/** Before r152. */
function isOld({ metadata }: Json): boolean {
  return isJson(metadata) && Number(metadata['version']) < 4.6;
}

/** What three.js draws as lines by a class that it does not read back. */
const helper = /^(Axes|Grid|PolarGrid|Box|Box3|Camera|Skeleton)Helper$/;

function modernizeGeometry(geometry: Json): void {
  // until r144 there were two of each
  const type = textOf(geometry['type']).replace(/^(?!Instanced)(\w+)BufferGeometry$/, '$1Geometry');
  geometry['type'] = type;
  if (type === 'CapsuleGeometry') geometry['height'] ??= geometry['length'];
  const { options } = geometry;
  if (isJson(options)) options['depth'] ??= options['amount'];
}

const shown = ['map', 'emissiveMap', 'matcap', 'envMap', 'specularMap', 'lightMap'];

/** The numbers of pictures went to the screen as they were, or had an encoding. */
function colorTextures(document: Json): void {
  const pictures = new Set(listOf(document['materials']).flatMap(material => shown.map(field => material[field])));
  for (const texture of listOf(document['textures']))
    if (texture['encoding'] === 3001 || pictures.has(texture['uuid'])) texture['colorSpace'] ??= 'srgb';
}

/** Lamps of an intensity of 1 lit white to white, and reached without end where no distance was given. */
function brighten(object: Json): void {
  if (!/^(Ambient|Hemisphere|Directional|Point|Spot)Light$/.test(textOf(object['type']))) return;
  object['intensity'] = Number(object['intensity'] ?? 1) * Math.PI;
  if (!object['distance']) object['decay'] = 0;
}

function objectsBelow(root: unknown): Json[] {
  const all: Json[] = [];
  for (let level = listOf([root]); level.length > 0; level = level.flatMap(({ children }) => listOf(children)))
    all.push(...level);
  return all;
}
