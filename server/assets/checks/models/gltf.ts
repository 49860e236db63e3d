import { checkContents } from '../gltf/contents.ts';
import { filesOf, readModel } from '../gltf/model.ts';
import { sniff } from '../images/sniff.ts';
import { imageUses } from '../images/image.ts';
import type { Refusal } from '../../refusal.ts';
import { imageUnlessAbsent } from '../absent.ts';
import type { Beside, ModelKind, ReadBeside } from '../model-kind.ts';

async function open(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  const model = readModel(bytes);
  const reading = filesOf(model).map(async ({ uri, holds }) => [uri, await read(uri, holds, readBeside)] as const);
  const files = new Map(await Promise.all(reading));
  checkContents(model, files);
  return files;
}

/** Reads a buffer, which is needed, or an image, which may be missing. */
function read(uri: string, holds: 'buffer' | 'image', readBeside: ReadBeside): Promise<Uint8Array | Refusal> {
  return holds === 'buffer' ? readBeside(uri) : imageUnlessAbsent(uri, readBeside(uri), imageUses.covering);
}

export const glb: ModelKind = { is: bytes => sniff(bytes) === 'glb', names: ['.glb', '.vrm'], open };
export const gltf: ModelKind = { is: bytes => sniff(bytes) === 'gltf', names: ['.gltf'], open };
