import { unsupported } from './refuse.ts';

/** The first version with the objects and links that are read: FBX 7, of 2010. */
const first = 7000;

/** @param version as a file has it: 6100, 7400 @throws Refusal for one that is too old, which says what to save it as */
export function checkVersion(version: number): void {
  if (version >= first) return;
  throw unsupported(
    `is FBX ${(version / 1000).toFixed(1)}, and FBX 7 is read: save it as FBX 7.4 binary (in exporters "FBX 2014/2015"), or as GLB`,
  );
}
