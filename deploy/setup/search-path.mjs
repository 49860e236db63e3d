import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const dynamic = 2;
const [end, rpath, runpath] = [0n, 15n, 29n];

/**
 * Has a library's own libraries looked for where whatever loaded it looks as well, by making a DT_RPATH of its DT_RUNPATH: LLVM's has
 * Debian's tree in it, and with a DT_RUNPATH nowhere else but in the system is looked. The files are 64 bits wide, low byte first.
 */
export function openSearchPath(path) {
  const file = openSync(path, 'r+');
  try {
    const head = bytesAt(file, 0, 64);
    const segments = bytesAt(file, Number(head.readBigUInt64LE(32)), head.readUInt16LE(54) * head.readUInt16LE(56));
    for (let at = 0; at < segments.length; at += head.readUInt16LE(54))
      if (segments.readUInt32LE(at) === dynamic)
        rename(file, Number(segments.readBigUInt64LE(at + 8)), Number(segments.readBigUInt64LE(at + 32)));
  } finally {
    closeSync(file);
  }
}

/** Each entry is a tag and a value, of eight bytes each. */
function rename(file, position, length) {
  const entries = bytesAt(file, position, length);
  for (let at = 0; at < length && entries.readBigUInt64LE(at) !== end; at += 16)
    if (entries.readBigUInt64LE(at) === runpath) {
      entries.writeBigUInt64LE(rpath, at);
      writeSync(file, entries, at, 8, position + at);
    }
}

function bytesAt(file, position, length) {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}
