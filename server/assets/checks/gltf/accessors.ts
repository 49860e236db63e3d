import { inMiB } from '../../mebibytes.ts';
import { Refusal } from '../../refusal.ts';
import { compressionOf, lengthOf } from './buffers.ts';
import { checkIndex, invalid } from './invalid.ts';
import type { Accessor, Gltf } from './schema.ts';

/** Bytes of all accessors together, unpacked. */
const MAX_UNPACKED_BYTES = 2 ** 29;

export const componentBytes = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 } satisfies Record<
  Accessor['componentType'],
  number
>;
const components = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } satisfies Record<
  Accessor['type'],
  number
>;

/** Checks that every accessor lies in its view, aligned to its type, and that all together fit in memory. */
export function checkAccessors(gltf: Gltf): void {
  let total = 0;
  gltf.accessors?.forEach((accessor, i) => {
    const at = `/accessors/${i}`;
    const element = componentBytes[accessor.componentType] * components[accessor.type];
    total += accessor.count * element;
    checkElements(gltf, accessor, element, at);
    checkSparse(gltf, accessor, element, at);
  });
  for (const view of gltf.bufferViews ?? []) if (compressionOf(view)) total += lengthOf(view);
  if (total > MAX_UNPACKED_BYTES)
    throw new Refusal('asset_too_large', `unpacks to ${inMiB(total)}; the limit is ${inMiB(MAX_UNPACKED_BYTES)}`);
}

function checkElements(gltf: Gltf, accessor: Accessor, element: number, at: string): void {
  if (accessor.bufferView === undefined) return;
  checkIndex(accessor.bufferView, gltf.bufferViews, 'bufferView', () => `${at}/bufferView`);
  const stride = gltf.bufferViews?.[accessor.bufferView]?.byteStride ?? element;
  const unit = componentBytes[accessor.componentType];
  if (stride < element || stride % unit !== 0)
    throw invalid(at, `has elements of ${element} bytes, which do not fit the byteStride ${stride} of its view`);
  checkFits(
    gltf,
    { ...accessor, bufferView: accessor.bufferView, unit, bytes: (accessor.count - 1) * stride + element },
    at,
  );
}

function checkSparse(gltf: Gltf, accessor: Accessor, element: number, at: string): void {
  const { sparse, count } = accessor;
  if (!sparse) return;
  if (sparse.count > count) throw invalid(`${at}/sparse`, `replaces ${sparse.count} of ${count} elements`);
  const index = componentBytes[sparse.indices.componentType];
  const unit = componentBytes[accessor.componentType];
  checkFits(gltf, { ...sparse.indices, unit: index, bytes: sparse.count * index }, `${at}/sparse/indices`);
  checkFits(gltf, { ...sparse.values, unit, bytes: sparse.count * element }, `${at}/sparse/values`);
}

interface Span {
  bufferView: number;
  byteOffset?: number | undefined;
  /** Bytes of a component, of which the offset must be a multiple. */
  unit: number;
  bytes: number;
}

function checkFits(gltf: Gltf, { bufferView, byteOffset = 0, unit, bytes }: Span, at: string): void {
  checkIndex(bufferView, gltf.bufferViews, 'bufferView', () => `${at}/bufferView`);
  const view = gltf.bufferViews?.[bufferView];
  if (!view) return;
  if (byteOffset % unit !== 0) throw invalid(at, `begins at byte ${byteOffset}, which is not a multiple of ${unit}`);
  const length = lengthOf(view);
  if (byteOffset + bytes > length)
    throw invalid(at, `ends at byte ${byteOffset + bytes} of bufferView ${bufferView}, which has ${length}`);
}
