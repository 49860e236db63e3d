import { invalid, unsupported } from './invalid.ts';
import { type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, kindOf } from './numbers.ts';

/** The built-in materials of three.js, all of which are drawn. */
const builtIn = new Set([
  'MeshBasicMaterial',
  'MeshLambertMaterial',
  'MeshPhongMaterial',
  'MeshStandardMaterial',
  'MeshPhysicalMaterial',
  'MeshToonMaterial',
  'MeshNormalMaterial',
  'MeshDepthMaterial',
  'MeshDistanceMaterial',
  'MeshMatcapMaterial',
  'PointsMaterial',
  'LineBasicMaterial',
  'LineDashedMaterial',
  'SpriteMaterial',
  'ShadowMaterial',
]);

const colors = ['color', 'emissive', 'specular', 'sheenColor', 'specularColor', 'attenuationColor', 'blendColor'];
const vectors: Readonly<Record<string, number>> = { clearcoatNormalScale: 2, iridescenceThicknessRange: 2 };

/** Ranges of fields with constants of three.js; other values would fail on the GPU. */
const choices: Readonly<Record<string, { min: number; max: number }>> = {
  side: { min: 0, max: 2 },
  shadowSide: { min: 0, max: 2 },
  blending: { min: 0, max: 5 },
  depthFunc: { min: 0, max: 7 },
  blendSrc: { min: 200, max: 214 },
  blendDst: { min: 200, max: 214 },
  blendEquation: { min: 100, max: 104 },
  combine: { min: 0, max: 2 },
  depthPacking: { min: 3200, max: 3200 },
  normalMapType: { min: 0, max: 1 },
};

/** Numeric fields of materials. */
const amounts = (
  'roughness metalness opacity alphaTest shininess reflectivity refractionRatio size ' +
  'emissiveIntensity envMapIntensity lightMapIntensity aoMapIntensity bumpScale rotation ' +
  'displacementScale displacementBias clearcoat clearcoatRoughness sheen sheenRoughness ' +
  'transmission thickness ior dispersion iridescence iridescenceIOR anisotropy ' +
  'anisotropyRotation specularIntensity dashSize gapSize scale linewidth ' +
  'polygonOffsetFactor polygonOffsetUnits iridescenceThicknessMinimum iridescenceThicknessMaximum'
).split(' ');

/** Checks every material. @returns their types by their uuids @throws Refusal */
export function checkMaterials(document: Json, at: string, textures: ReadonlySet<string>): Map<string, string> {
  const types = new Map<string, string>();
  listOf(document['materials']).forEach((material, m) => {
    const pointer = `${at}/materials/${m}`;
    const type = textOf(material['type']);
    if (!builtIn.has(type))
      throw unsupported(pointer, `is a ${type.slice(0, 40)}: use one of ${[...builtIn].join(', ')}`);
    for (const field of colors) checkNumber(material, field, pointer, { min: 0, max: 0xffffff });
    for (const [field, range] of Object.entries(choices)) checkNumber(material, field, pointer, range);
    for (const field of amounts) checkNumber(material, field, pointer);
    for (const [field, count] of Object.entries(vectors)) checkNumbers(material, field, pointer, count);
    for (const [field, value] of Object.entries(material)) checkMap(field, value, pointer, textures);
    types.set(textOf(material['uuid']), type);
  });
  return types;
}

function checkMap(field: string, value: unknown, at: string, textures: ReadonlySet<string>): void {
  if (!/(^m|M)ap$|^matcap$/.test(field) || value === null) return;
  if (typeof value !== 'string') throw invalid(`${at}/${field}`, `is ${kindOf(value)}, not the uuid of a texture`);
  if (!textures.has(value))
    throw invalid(`${at}/${field}`, `names texture ${value.slice(0, 40)}, which does not exist`);
}
