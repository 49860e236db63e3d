import { deflateSync } from 'node:zlib';
import type { FbxNode, FbxValue } from './fbx.ts';

const version = 7400;

/** Writes a tree as binary FBX; its lists are compressed. */
export function fbxBinary(nodes: FbxNode[]): Uint8Array {
  const head = Buffer.alloc(27);
  head.write('Kaydara FBX Binary  \0\x1a\0', 'latin1');
  head.writeUInt32LE(version, 23);
  const parts: Uint8Array[] = [head];
  let at = head.length;
  for (const node of nodes) {
    const written = record(node, at);
    parts.push(written);
    at += written.length;
  }
  // an empty record ends the list; what follows it is a footer that nobody reads
  return Buffer.concat([...parts, Buffer.alloc(13), Buffer.alloc(160)]);
}

function record({ name, values, inside }: FbxNode, start: number): Buffer {
  const body = Buffer.concat(values.map(value));
  const head = Buffer.alloc(13);
  head.writeUInt32LE(values.length, 4);
  head.writeUInt32LE(body.length, 8);
  head.writeUInt8(name.length, 12);
  const parts: Uint8Array[] = [head, Buffer.from(name), body];
  let at = start + head.length + name.length + body.length;
  for (const child of inside) {
    const written = record(child, at);
    parts.push(written);
    at += written.length;
  }
  if (inside.length > 0) {
    parts.push(Buffer.alloc(13));
    at += 13;
  }
  head.writeUInt32LE(at, 0);
  return Buffer.concat(parts);
}

function value(given: FbxValue): Buffer {
  if (typeof given === 'string') return sized('S', Buffer.from(named(given), 'latin1'));
  if (given instanceof Uint8Array) return sized('R', given);
  if (typeof given === 'bigint') return Buffer.concat([Buffer.from('L'), Buffer.from(BigInt64Array.of(given).buffer)]);
  if (typeof given === 'number') {
    const whole = Number.isInteger(given);
    return Buffer.concat([
      Buffer.from(whole ? 'I' : 'D'),
      Buffer.from((whole ? Int32Array.of(given) : Float64Array.of(given)).buffer),
    ]);
  }
  const { list, values } = given;
  const packed = deflateSync(bytesOf(list, values));
  const head = Buffer.from(Uint32Array.of(values.length, 1, packed.length).buffer);
  return Buffer.concat([Buffer.from(list), head, packed]);
}

function bytesOf(list: 'd' | 'i' | 'l' | 'f', values: number[]): Buffer {
  if (list === 'd') return Buffer.from(Float64Array.from(values).buffer);
  if (list === 'f') return Buffer.from(Float32Array.from(values).buffer);
  if (list === 'i') return Buffer.from(Int32Array.from(values).buffer);
  return Buffer.from(BigInt64Array.from(values, BigInt).buffer);
}

/** Binary files have name and kind the other way round. */
function named(text: string): string {
  const [, kind, name] = /^(\w+)::(.*)$/.exec(text) ?? [];
  return kind === undefined ? text : `${name}\0\x01${kind}`;
}

function sized(type: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(type), Buffer.from(Uint32Array.of(bytes.length).buffer), bytes]);
}
