import type { Warning } from '../../../../renderer/warning.ts';
import type { Fault } from '../../../../scenes/fault.ts';
import { pointerTo } from '../../../../scenes/pointer.ts';
import { carriesCode } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';

/** Fields of a material that hold code. */
const programs = ['vertexShader', 'fragmentShader', 'colorNode', 'fragmentNode', 'vertexNode', 'inputNodes'];

/** Refuses a document whose materials are code: shaders, node graphs. */
export function checkCode(document: Json, at: string): void {
  const faults = listOf(document['materials']).flatMap((material, m) => codeOf(material, `${at}/materials/${m}`));
  if (Array.isArray(document['nodes']) && document['nodes'].length > 0)
    faults.push({ pointer: `${at}/nodes`, detail: 'is a node graph: use the built-in materials of three.js' });
  if (faults.length > 0) throw carriesCode(faults);
}

function codeOf(material: Json, pointer: string): Fault[] {
  const type = textOf(material['type']);
  const builtIn = 'use a built-in material of three.js, such as MeshStandardMaterial';
  if (/ShaderMaterial$|NodeMaterial$/.test(type)) return [{ pointer, detail: `is a ${type}: ${builtIn}` }];
  const field = programs.find(name => name in material);
  return field === undefined ? [] : [{ pointer: `${pointer}/${field}`, detail: `is code: ${builtIn}` }];
}

/** Warnings of the scripts of an editor's project, which are never run. */
export function scriptsOf(json: Json): Warning[] {
  const { scripts } = json;
  if (!isJson(scripts)) return [];
  return Object.entries(scripts)
    .filter(([, list]) => Array.isArray(list) && list.length > 0)
    .map(([uuid, list]) => ({
      code: 'script_not_run',
      pointer: pointerTo(['scripts', uuid]),
      detail: `${Array.isArray(list) && list.length > 1 ? 'scripts were' : 'a script was'} not run: the picture shows the scene as it is in the file`,
    }));
}
