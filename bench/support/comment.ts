import { crc32 } from 'node:zlib';

/** The same picture in other bytes: a comment, which decoders skip. */
export function commented(picture: Uint8Array, mimeType: string, text: string): Uint8Array<ArrayBuffer> {
  const write = writers[mimeType];
  if (!write) throw new Error(`a picture of ${mimeType} cannot be given a comment`);
  return new Uint8Array(write(Buffer.from(picture), Buffer.from(text, 'latin1')));
}

const writers: Partial<Record<string, (picture: Buffer, text: Buffer) => Buffer>> = {
  'image/jpeg': (picture, text) => inserted(picture, 2, segment(text)),
  // behind the signature and the header
  'image/png': (picture, text) => inserted(picture, 33, chunk(text)),
};

/** A JPEG's COM segment; its length counts itself. */
function segment(text: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, text]);
}

/** A PNG's tEXt chunk. */
function chunk(text: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), text]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function inserted(picture: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([picture.subarray(0, at), more, picture.subarray(at)]);
}
