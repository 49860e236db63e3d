import { zipSync } from 'three/addons/libs/fflate.module.js';

/** Files of an archive by their names. */
type Files = Readonly<Record<string, string | Uint8Array>>;

export function zip(files: Files): Buffer {
  return Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, file]) => [name, Uint8Array.from(Buffer.from(file))])),
    ),
  );
}

/** The same as archives are written that may grow beyond 32 bits: every size and place is in a field of its own. */
export function zip64(files: Files): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, file] of Object.entries(files)) {
    const content = Buffer.from(file);
    const local = head(0x04034b50, 30, 26, name, wide(content.length, content.length));
    const entry = head(0x02014b50, 46, 28, name, wide(content.length, content.length, at));
    entry.writeUInt32LE(0xffffffff, 42);
    for (const [header, sizes] of [
      [local, 18],
      [entry, 20],
    ] as const) {
      header.writeUInt32LE(0xffffffff, sizes);
      header.writeUInt32LE(0xffffffff, sizes + 4);
    }
    bodies.push(local, content);
    entries.push(entry);
    at += local.length + content.length;
  }
  const table = Buffer.concat(entries);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  for (const field of [24, 32]) end64.writeBigUInt64LE(BigInt(entries.length), field);
  end64.writeBigUInt64LE(BigInt(table.length), 40);
  end64.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + table.length), 8);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([...bodies, table, end64, locator, end]);
}

function head(mark: number, length: number, named: number, name: string, extra: Buffer): Buffer {
  const header = Buffer.alloc(length);
  header.writeUInt32LE(mark, 0);
  header.writeUInt16LE(name.length, named);
  header.writeUInt16LE(extra.length, named + 2);
  return Buffer.concat([header, Buffer.from(name), extra]);
}

function wide(...numbers: number[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  for (const [at, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + at * 8);
  return field;
}
