/** What a file is, told by its content: neither its name nor the MIME type it was sent with is believed. */
export type AssetFormat = 'glb' | 'gltf' | 'hdr' | 'exr' | 'png' | 'jpeg' | 'webp' | 'avif' | 'ktx2' | 'bin';

/** A file that a scene refers to: fetched, checked and digested before Chrome sees it. */
export interface Asset {
  /** As written in the scene, or in the file that refers to it. */
  src: string;
  format: AssetFormat;
  /** SHA-256, hex, over its own bytes and, in order, the URIs and digests of its files. */
  digest: string;
  bytes: Uint8Array;
  /**
   * What it refers to, keyed by the URI exactly as written in the file; empty for all but glTF.
   * `data:` URIs are not among them: they are part of `bytes` already.
   */
  files: ReadonlyMap<string, Asset>;
}
