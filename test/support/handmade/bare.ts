import { GltfFile } from '../gltf/file.ts';
import { type Case, few } from './case.ts';

/** Four corners and a middle, without a material. */
const bare = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0.5, 0.5, 0];
function three(type: 'Points' | 'Line'): string {
  const position = { itemSize: 3, type: 'Float32Array', array: bare, normalized: false };
  const geometry = { uuid: 'g', type: 'BufferGeometry', data: { attributes: { position } } };
  return JSON.stringify({
    metadata: { version: 4.6, type: 'Object' },
    geometries: [geometry],
    object: { uuid: 'o', type, geometry: 'g' },
  });
}

function gltf(mode: number): Buffer {
  const file = new GltfFile();
  const position = file.accessor(Float32Array.from(bare), 'VEC3', { min: [0, 0, 0], max: [1, 1, 0] });
  file.node({ mesh: file.add('meshes', { primitives: [{ attributes: { POSITION: position }, mode }] }) });
  return file.bytes();
}

/** Lines and points without a material. */
export const bareCases: Case[] = [
  { what: 'glTF: a few points', files: { 'a.glb': gltf(0) }, ...few },
  { what: 'glTF: a line', files: { 'a.glb': gltf(3) }, seen: { '0.25 0.25': 'dark', '0.75 0.25': 'nothing' } },
  { what: 'three.js JSON: a few points', files: { 'a.json': three('Points') }, ...few },
  { what: 'three.js JSON: a line', files: { 'a.json': three('Line') }, seen: { '0.25 0.25': 'dark' } },
];
