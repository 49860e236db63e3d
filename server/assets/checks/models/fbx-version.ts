import { invalid, unsupported } from './refuse.ts';

/** The first version with the objects and links that are read: FBX 7, of 2010. */
const first = 7000;
const last = 9999;

/** @param version as a file has it: 6100, 7400 @throws Refusal for one that is too old, which says what to save it as */
export function checkVersion(version: number): void {
  if (version > last) throw invalid('is a damaged FBX: its version is no number of one');
  if (version >= first) return;
  throw unsupported(
    `is FBX ${(version / 1000).toFixed(1)}, and FBX 7 is read: save it as FBX 7.4 binary (in exporters "FBX 2014/2015"), or as GLB`,
  );
}
