import { type BufferGeometry, InterleavedBuffer, InterleavedBufferAttribute } from 'three/webgpu';

/** Buffers of vertices that a draw can have, in WebGPU. */
const most = 8;

/**
 * Makes a geometry's attributes fit what WebGPU can draw: UV sets beyond the fourth under the names that three.js asks for, and
 * more attributes than there may be buffers interleaved in one.
 */
export function fitAttributes(geometry: BufferGeometry): void {
  for (const name of Object.keys(geometry.attributes)) {
    const set = /^texcoord_(\d+)$/.exec(name)?.[1];
    const attribute = geometry.attributes[name];
    if (set === undefined || !attribute) continue;
    geometry.deleteAttribute(name);
    geometry.setAttribute(`uv${set}`, attribute);
  }
  if (Object.keys(geometry.attributes).length > most) interleave(geometry);
}

/** All but the joints, which are whole numbers. */
function interleave(geometry: BufferGeometry): void {
  const names = Object.keys(geometry.attributes).filter(name => name !== 'skinIndex');
  const attributes = names.flatMap(name => geometry.attributes[name] ?? []);
  const stride = attributes.reduce((sum, { itemSize }) => sum + itemSize, 0);
  const count = attributes[0]?.count ?? 0;
  const packed = new InterleavedBuffer(new Float32Array(count * stride), stride);
  let offset = 0;
  for (const [at, name] of names.entries()) {
    const attribute = attributes[at];
    if (!attribute) continue;
    for (let vertex = 0; vertex < count; vertex++)
      for (let part = 0; part < attribute.itemSize; part++)
        packed.array[vertex * stride + offset + part] = attribute.getComponent(vertex, part);
    geometry.setAttribute(name, new InterleavedBufferAttribute(packed, attribute.itemSize, offset));
    offset += attribute.itemSize;
  }
}
