import { FBXLoader } from 'three/addons/loaders/FBXLoader.js';
import { fromUnit } from './axes.ts';
import { isBinary, readBinary, writeBinary } from './fbx/binary.ts';
import { cover } from './fbx/cover.ts';
import { FbxDocument } from './fbx/document.ts';
import { findImages } from './fbx/images.ts';
import { partInstances } from './fbx/instances.ts';
import { mendMeshes } from './fbx/meshes.ts';
import { hiddenIn, hide } from './fbx/shown.ts';
import { readText } from './fbx/text.ts';
import { weigh } from './fbx/weights.ts';
import { makeWhole } from './fbx/whole.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/**
 * FBX says its axes, which the loader turns, and how many centimetres a unit has. The loader reads a file's records as it finds them: they are
 * put in order before, and what it makes of them after.
 */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const file = new Uint8Array(bytes);
  const document = new FbxDocument(isBinary(file) ? readBinary(file) : readText(new TextDecoder().decode(file)));
  makeWhole(document);
  findImages(document);
  mendMeshes(document);
  partInstances(document);
  const root = new FBXLoader(manager).parse(writeBinary(document.written()), '');
  hide(root, hiddenIn(document));
  weigh(root, document);
  cover(root);
  const unit: unknown = root.userData['unitScaleFactor'];
  const scale = typeof unit === 'number' && unit > 0 ? unit / 100 : 0.01;
  return { root: fromUnit(root, scale), animations: [] };
}
