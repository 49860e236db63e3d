import { checkContents } from '../gltf/contents.ts';
import { filesOf, readModel } from '../gltf/model.ts';
import { sniff } from '../formats/sniff.ts';
import type { Beside, ModelKind, ReadBeside } from './model-kind.ts';

async function open(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  const model = readModel(bytes);
  const uris = filesOf(model).map(({ uri }) => uri);
  const files = new Map(await Promise.all(uris.map(async uri => [uri, await readBeside(uri)] as const)));
  checkContents(model, files);
  return files;
}

export const glb: ModelKind = { is: bytes => sniff(bytes) === 'glb', names: ['.glb', '.vrm'], open };
export const gltf: ModelKind = { is: bytes => sniff(bytes) === 'gltf', names: ['.gltf'], open };
