import type { AnimationClip, LoadingManager, Object3D, Scene as World } from 'three/webgpu';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import type { Gpu } from '../gpu.ts';

/** A model's file as its reader gets it. */
export interface ModelFile {
  bytes: ArrayBuffer;
  /** Knows the addresses of the files that this one refers to, and whether each could be read. */
  manager: LoadingManager;
  gpu: Gpu;
}

/** What was in a model's file. */
export interface LoadedModel {
  /** Metres, y up, front at +z. */
  root: Object3D;
  animations: AnimationClip[];
  /** The loader's own account, for what only glTF has: variants. */
  gltf?: GLTF | undefined;
  /** What the file has around its things: background, environment and fog, of a scene without children. */
  world?: World | undefined;
}

/** Decodes one kind of file. What it throws is told to the user: the message says what is wrong with the file. */
export type ReadModel = (file: ModelFile) => Promise<LoadedModel>;
