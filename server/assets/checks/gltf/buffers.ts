import { checkIndex, invalid } from './invalid.ts';
import type { BufferView, Gltf } from './schema.ts';

/**
 * The buffers that are read. Fallback buffers of meshopt are not among them, and may have no bytes at all.
 */
export function buffersInUse(gltf: Gltf): Set<number> {
  return new Set(gltf.bufferViews?.map(view => (compressionOf(view) ?? view).buffer));
}

export function compressionOf(view: BufferView) {
  return view.extensions?.EXT_meshopt_compression ?? view.extensions?.KHR_meshopt_compression;
}

/** Bytes of a view, unpacked. */
export function lengthOf(view: BufferView): number {
  const packed = compressionOf(view);
  return packed ? packed.count * packed.byteStride : view.byteLength;
}

/** Checks that every view lies within the byteLength of its buffer. */
export function checkBufferViews(gltf: Gltf): void {
  gltf.bufferViews?.forEach((view, i) => {
    const packed = compressionOf(view);
    if (!packed) return checkRange(gltf, view, `/bufferViews/${i}`);
    checkIndex(view.buffer, gltf.buffers, 'buffer', () => `/bufferViews/${i}/buffer`);
    const at = `/bufferViews/${i}/extensions/${view.extensions?.EXT_meshopt_compression ? 'EXT' : 'KHR'}_meshopt_compression`;
    checkRange(gltf, packed, at);
    checkLayout(packed, at);
  });
}

/** Checks the layout that meshopt's decoder assumes. */
function checkLayout({ mode, count, byteStride }: NonNullable<ReturnType<typeof compressionOf>>, at: string): void {
  if (mode === 'ATTRIBUTES' ? byteStride % 4 !== 0 : byteStride !== 2 && byteStride !== 4)
    throw invalid(`${at}/byteStride`, `is ${byteStride}, which does not go with the mode ${mode}`);
  if (mode === 'TRIANGLES' && count % 3 !== 0)
    throw invalid(`${at}/count`, `is ${count}, which is not a multiple of 3`);
}

function checkRange(
  gltf: Gltf,
  range: { buffer: number; byteOffset?: number | undefined; byteLength: number },
  at: string,
): void {
  checkIndex(range.buffer, gltf.buffers, 'buffer', () => `${at}/buffer`);
  const buffer = gltf.buffers?.[range.buffer];
  if (!buffer) return;
  const end = (range.byteOffset ?? 0) + range.byteLength;
  if (end > buffer.byteLength)
    throw invalid(at, `ends at byte ${end} of buffer ${range.buffer}, which has ${buffer.byteLength}`);
}
