import type { AnimationClip, LoadingManager, Object3D, Scene as World } from 'three/webgpu';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import type { FileWarning } from '../../warning.ts';
import type { Gpu } from '../gpu/gpu.ts';

/** A model's file as its reader gets it. */
export interface ModelFile {
  bytes: ArrayBuffer;
  /** Names of the files that it refers to, as it writes them. */
  files: readonly string[];
  /** Knows the addresses of the files that this one refers to, and whether each could be read. */
  manager: LoadingManager;
  gpu: Gpu;
  /** What a file that animates more than places is read at; it is read as it rests where none is given. */
  moment?: FileMoment | undefined;
  /** What is wrong with the file, for what comes to light only after it was read. */
  undecodable(why: string): Error;
  /** Tells what will be otherwise in the picture than the file says. */
  warn(warning: FileWarning): void;
}

/** A moment of one of a file's clips. */
export interface FileMoment {
  /** The clip's place in the file. */
  clip: number;
  /** Seconds, within the clip's length. */
  time: number;
}

/** What was in a model's file. */
export interface LoadedModel {
  /** Metres, y up, front at +z. */
  root: Object3D;
  animations: AnimationClip[];
  /** The file's scenes where it has several; `root` is one of them. */
  scenes?: readonly { name: string; root: Object3D }[] | undefined;
  /** Clips that animate more than places, so that the file is to be read again for a moment of theirs. */
  moving?: ReadonlySet<AnimationClip> | undefined;
  /** The loader's own account, for what only glTF has: variants. */
  gltf?: GLTF | undefined;
  /** Files that it names are not there: what they would cover has textures without an image. */
  isIncomplete?: boolean | undefined;
  /** What the file has around its things: background, environment and fog, of a scene without children. */
  world?: World | undefined;
}

/** Decodes one kind of file. What it throws is told to the user: the message says what is wrong with the file. */
export type ReadModel = (file: ModelFile) => Promise<LoadedModel>;
