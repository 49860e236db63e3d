import type { Warning } from '../../../../renderer/warning.ts';
import type { Fault } from '../../../../scenes/fault.ts';
import { carriesCode } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';

/** What a material's picture is made of, where that is a program. */
const programs = ['vertexShader', 'fragmentShader', 'colorNode', 'fragmentNode', 'vertexNode', 'inputNodes'];

/** Refuses a document whose materials are programs: shaders, node graphs. */
export function checkCode(document: Json, at: string): void {
  const faults = listOf(document['materials']).flatMap((material, m) => codeOf(material, `${at}/materials/${m}`));
  if (Array.isArray(document['nodes']) && document['nodes'].length > 0)
    faults.push({ pointer: `${at}/nodes`, detail: 'is a node graph: use the materials that three.js has built in' });
  if (faults.length > 0) throw carriesCode(faults);
}

function codeOf(material: Json, pointer: string): Fault[] {
  const type = textOf(material['type']);
  const builtIn = 'use a material that three.js has built in, such as MeshStandardMaterial';
  if (/ShaderMaterial$|NodeMaterial$/.test(type)) return [{ pointer, detail: `is a ${type}: ${builtIn}` }];
  const field = programs.find(name => name in material);
  return field === undefined ? [] : [{ pointer: `${pointer}/${field}`, detail: `is a program: ${builtIn}` }];
}

/** What of the editor's app is left out of the picture: its scripts are never run. */
export function scriptsOf(json: Json): Warning[] {
  const { scripts } = json;
  if (!isJson(scripts)) return [];
  return Object.entries(scripts)
    .filter(([, list]) => Array.isArray(list) && list.length > 0)
    .map(([uuid, list]) => ({
      code: 'script_not_run',
      pointer: `/scripts/${uuid.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: `${Array.isArray(list) && list.length > 1 ? 'scripts were' : 'a script was'} not run: the picture shows the scene as it is in the file`,
    }));
}
