/** What a shared library for 64 bits says of itself to whoever links it. */
export interface Library {
  /** `x64` or `arm64`, as Node calls them. */
  architecture: string;
  exported: string[];
  /** With the version of the library that has it, as `dlopen@GLIBC_2.34`. */
  imported: string[];
  needed: string[];
  /** DT_RPATH, which holds for what is needed by what is needed too. */
  rpath: string | undefined;
  /** Whether it stays once it is loaded. */
  stays: boolean;
  /** Whether all is bound as it is loaded. */
  boundAtOnce: boolean;
  stackRuns: boolean;
}

const dynsym = 11;
const dynamic = 6;
const versionOf = 0x6fffffff;
const versionsNeeded = 0x6ffffffe;
const gnuStack = 0x6474e551;

export function readLibrary(bytes: Buffer): Library {
  const u16 = (at: number) => bytes.readUInt16LE(at);
  const u32 = (at: number) => bytes.readUInt32LE(at);
  const u64 = (at: number) => Number(bytes.readBigUInt64LE(at));
  const text = (at: number) => bytes.toString('latin1', at, bytes.indexOf(0, at));
  const sections = Array.from({ length: u16(60) }, (_, index) => {
    const at = u64(40) + index * u16(58);
    return { type: u32(at + 4), start: u64(at + 24), size: u64(at + 32), link: u32(at + 40) };
  });
  const section = (type: number) => {
    const found = sections.find(one => one.type === type);
    if (!found) throw new Error(`it has no section of type ${type}`);
    return { ...found, names: sections[found.link]?.start ?? 0 };
  };

  const versions = new Map<number, string>();
  const wanted = section(versionsNeeded);
  for (let file = wanted.start, next = 1; next > 0; file += next) {
    next = u32(file + 12);
    for (let at = file + u32(file + 8), step = 1; step > 0; at += step) {
      versions.set(u16(at + 6), text(wanted.names + u32(at + 8)));
      step = u32(at + 12);
    }
  }
  const { start, size, names } = section(dynsym);
  const symbols = Array.from({ length: size / 24 }, (_, index) => {
    const at = start + index * 24;
    const version = versions.get(u16(section(versionOf).start + index * 2));
    const global = bytes[at + 4] !== undefined && bytes[at + 4]! >> 4 > 0;
    return { name: text(names + u32(at)), global, defined: u16(at + 6) > 0, version };
  }).filter(({ global }) => global);

  const table = section(dynamic);
  const entries = Array.from({ length: table.size / 16 }, (_, index) => {
    const at = table.start + index * 16;
    return { tag: u64(at), value: u64(at + 8) };
  });
  const value = (tag: number) => entries.find(entry => entry.tag === tag)?.value;
  const flags = value(0x6ffffffb) ?? 0;
  const segments = Array.from({ length: u16(56) }, (_, index) => u64(32) + index * u16(54));
  const stack = segments.find(at => u32(at) === gnuStack);
  const rpath = value(15);
  return {
    architecture: { 62: 'x64', 183: 'arm64' }[u16(18)] ?? 'another',
    exported: symbols.flatMap(one => (one.defined ? [one.name] : [])).toSorted(),
    imported: symbols.flatMap(one => (one.defined ? [] : [`${one.name}@${one.version}`])).toSorted(),
    needed: entries.filter(({ tag }) => tag === 1).map(entry => text(table.names + entry.value)),
    rpath: rpath === undefined ? undefined : text(table.names + rpath),
    stays: (flags & 8) > 0,
    boundAtOnce: (flags & 1) > 0,
    stackRuns: stack === undefined || (u32(stack + 4) & 1) > 0,
  };
}
