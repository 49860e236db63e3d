import { invalid, unsupported } from '../refuse.ts';

/** The first version with the objects and links that are read: FBX 7, of 2010. */
const first = 7000;
const last = 9999;

/** @param version of the file's header: 6100, 7400 @throws Refusal of an old version, which says what to save it as */
export function checkVersion(version: number): void {
  if (version > last) throw invalid('is a damaged FBX: its version is unknown');
  if (version >= first) return;
  throw unsupported(
    `is FBX ${(version / 1000).toFixed(1)}, but only FBX 7 is read: save it as FBX 7.4 binary (in exporters "FBX 2014/2015"), or as GLB`,
  );
}
