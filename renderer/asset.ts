import type { FileWarning } from './warning.ts';

/** Kinds of model file; each has a row in `server/assets/checks/models/kinds.ts` and one in `renderer/stage/formats/readers.ts`. */
export const modelFormats = [
  'glb',
  'three',
  'gltf',
  'fbx',
  'usd',
  '3mf',
  'ply',
  'pcd',
  'vox',
  'dae',
  'vrml',
  '3ds',
  'stl',
  'obj',
  'gcode',
] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** Format of a file, told by its content, else by its name; never by the media type it was sent with. */
export type AssetFormat =
  | ModelFormat
  | 'hdr'
  | 'exr'
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'avif'
  | 'ktx2'
  | 'bmp'
  | 'gif'
  | 'tga'
  | 'bin';

/** A file that a scene refers to: fetched, checked and digested before Chrome sees it. */
export interface Asset {
  /** As written in the scene, or in the file that refers to it. */
  src: string;
  format: AssetFormat;
  /** SHA-256, hex, over its own bytes and, in order, the URIs and digests of its files, and of those that are not there. */
  digest: string;
  bytes: Uint8Array;
  /**
   * What it refers to, keyed by the URI exactly as written in the file; empty for those that hold all they need.
   * `data:` URIs are not among them: they are part of `bytes` already.
   */
  files: ReadonlyMap<string, Asset>;
  /** URIs that it refers to and that are missing, where it may be drawn without them. */
  absent?: readonly string[] | undefined;
  /** How a picture of it will differ from what the file says. */
  warnings?: readonly FileWarning[] | undefined;
}
