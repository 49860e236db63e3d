/** Files in an archive by their names; what is read has a buffer of its own. */
export type Archive = ReadonlyMap<string, () => Promise<Uint8Array<ArrayBuffer>>>;

const end = 0x06054b50;
const locator = 0x07064b50;
const full = 0xffffffff;

/**
 * What is in a ZIP archive that was checked, in its order, of 32 or 64 bits. Chrome's own inflate takes a third of the time of one in
 * JavaScript, and a file is unpacked only where it is asked for.
 */
export function openZip(bytes: Uint8Array<ArrayBuffer>): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, () => Promise<Uint8Array<ArrayBuffer>>>();
  let { at, count } = tableOf(view);
  for (; count > 0; count--) {
    const [named, extra, comment] = [28, 30, 32].map(field => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + named));
    const { packed, offset } = extentOf(view, at, at + 46 + named, extra);
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const body = bytes.subarray(start, start + packed);
    const isStored = view.getUint16(at + 10, true) === 0;
    if (!name.endsWith('/')) files.set(name, () => (isStored ? Promise.resolve(body.slice()) : inflate(body)));
    at += 46 + named + extra + comment;
  }
  return files;
}

/** Its table of contents, which a record at the end names. */
function tableOf(view: DataView): { at: number; count: number } {
  let at = view.byteLength - 22;
  while (view.getUint32(at, true) !== end) at -= 1;
  if (at < 20 || view.getUint32(at - 20, true) !== locator)
    return { at: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
  const wide = Number(view.getBigUint64(at - 12, true));
  return { at: Number(view.getBigUint64(wide + 48, true)), count: Number(view.getBigUint64(wide + 32, true)) };
}

/** Where an entry's file is: numbers that 32 bits do not hold are in a field of its own, one after the other. */
function extentOf(view: DataView, at: number, fields: number, length: number): { packed: number; offset: number } {
  const numbers = [24, 20, 42].map(field => view.getUint32(at + field, true));
  for (let field = fields; field + 4 <= fields + length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    for (const [which, number] of numbers.entries())
      if (number === full) {
        numbers[which] = Number(view.getBigUint64(next, true));
        next += 8;
      }
  }
  const [, packed = 0, offset = 0] = numbers;
  return { packed, offset };
}

async function inflate(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const plain = new Blob([body]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
