import { checkImage, imageUses } from '../images/image.ts';
import { sniff } from '../images/sniff.ts';
import type { Beside } from '../model-kind.ts';
import { Refusal } from '../../refusal.ts';
import { dataOf } from '../../sources/inline.ts';
import { componentBytes } from './accessors.ts';
import { buffersInUse, compressionOf } from './buffers.ts';
import { invalid } from './invalid.ts';
import { isData, type Model } from './model.ts';
import type { Accessor, Gltf } from './schema.ts';
import { imagesInUse } from './textures.ts';

/** Pixels of all images of one model together. */
const MAX_PIXELS = 2 ** 30;

type Buffers = (Uint8Array | undefined)[];

/**
 * Checks the contents of a model and of the files that it refers to: the length of buffers, the images, the indices of
 * vertices.
 *
 * @param files the files that it refers to, by URI; missing images are not checked
 * @throws Refusal `asset_truncated`, `gltf_invalid`, `image_invalid` or `image_too_large`; `file` is set where it is
 *   about one of the files
 */
export function checkContents(model: Model, files: Beside): void {
  const buffers = buffersOf(model, files);
  checkImages(model.gltf, buffers, files);
  checkVertexIndices(model.gltf, buffers);
  checkSparseIndices(model.gltf, buffers);
}

function buffersOf({ gltf, bin }: Model, files: Beside): Buffers {
  const used = buffersInUse(gltf);
  return (gltf.buffers ?? []).map((buffer, b) => {
    if (!used.has(b)) return undefined;
    const { uri, byteLength } = buffer;
    const bytes = uri === undefined ? (b === 0 ? bin : undefined) : isData(uri) ? dataOf(uri) : bytesAt(files, uri);
    if (!bytes && byteLength > 0) throw invalid(`/buffers/${b}`, 'has no uri, and there is no binary chunk for it');
    if (!bytes || bytes.length >= byteLength) return bytes;
    const says = `buffer ${b} has ${bytes.length} bytes, where ${byteLength} are announced`;
    const cut = new Refusal('asset_truncated', `is cut short: ${says}`);
    throw uri === undefined || isData(uri) ? cut : cut.about(uri);
  });
}

function checkImages(gltf: Gltf, buffers: Buffers, files: Beside): void {
  let pixels = 0;
  for (const [index, use] of imagesInUse(gltf)) {
    const { uri, name, bufferView } = gltf.images?.[index] ?? {};
    if (uri !== undefined && files.get(uri) instanceof Refusal) continue;
    try {
      const bytes =
        uri === undefined ? viewOf(gltf, buffers, bufferView) : isData(uri) ? dataOf(uri) : bytesAt(files, uri);
      const content = bytes ?? new Uint8Array();
      // many files have KTX2 without the extension for it, which is read all the same
      const { width, height } = checkImage(content, imageUses[sniff(content) === 'ktx2' ? 'compressed' : use]);
      pixels += width * height;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (uri !== undefined && !isData(uri)) throw error.about(uri);
      const named = name ? `image ${index} ("${name.slice(0, 80)}")` : `image ${index}`;
      throw new Refusal(error.code, `cannot be used: its ${named} ${error.says}`, { cause: error });
    }
  }
  if (pixels > MAX_PIXELS)
    throw new Refusal(
      'image_too_large',
      `has images of ${Math.round(pixels / 1e6)} million pixels; the limit is ${Math.round(MAX_PIXELS / 1e6)} million`,
    );
}

function bytesAt(files: Beside, uri: string): Uint8Array | undefined {
  const found = files.get(uri);
  return found instanceof Refusal ? undefined : found;
}

function checkVertexIndices(gltf: Gltf, buffers: Buffers): void {
  gltf.meshes?.forEach((mesh, m) => {
    mesh.primitives.forEach(({ attributes, indices, extensions }, p) => {
      if (extensions?.KHR_draco_mesh_compression || indices === undefined) return;
      const accessor = gltf.accessors?.[indices];
      const vertices = gltf.accessors?.[attributes.POSITION ?? Number.NaN]?.count;
      if (!accessor || accessor.sparse || vertices === undefined) return;
      const largest = largestIndex(gltf, buffers, accessor, accessor.componentType, accessor.count);
      if (largest >= vertices)
        throw invalid(`/meshes/${m}/primitives/${p}/indices`, `name vertex ${largest}, but there are ${vertices}`);
    });
  });
}

function checkSparseIndices(gltf: Gltf, buffers: Buffers): void {
  gltf.accessors?.forEach(({ sparse, count }, a) => {
    if (!sparse) return;
    const largest = largestIndex(gltf, buffers, sparse.indices, sparse.indices.componentType, sparse.count);
    if (largest >= count)
      throw invalid(`/accessors/${a}/sparse/indices`, `name element ${largest}, but there are ${count}`);
  });
}

/** The largest of an accessor's indices; -1 where they are compressed, or left out. */
function largestIndex(
  gltf: Gltf,
  buffers: Buffers,
  { bufferView, byteOffset = 0 }: { bufferView?: number | undefined; byteOffset?: number | undefined },
  type: Accessor['componentType'],
  count: number,
): number {
  const view = viewOf(gltf, buffers, bufferView);
  if (!view) return -1;
  const bytes = view.subarray(byteOffset, byteOffset + count * componentBytes[type]);
  const unit = componentBytes[type];
  // typed arrays begin at multiples of their unit, but a file may begin anywhere in memory
  const { buffer, byteOffset: at, byteLength } = bytes.byteOffset % unit === 0 ? bytes : Uint8Array.from(bytes);
  if (unit === 1) return largestOf(new Uint8Array(buffer, at, byteLength));
  return largestOf(
    unit === 2 ? new Uint16Array(buffer, at, byteLength / 2) : new Uint32Array(buffer, at, byteLength / 4),
  );
}

/** By index: over millions of numbers, an iterator takes three times as long. */
function largestOf(numbers: Uint8Array | Uint16Array | Uint32Array): number {
  let largest = -1;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, numbers[i] ?? 0);
  return largest;
}

/** The bytes of a view; `undefined` where they are compressed. */
function viewOf(gltf: Gltf, buffers: Buffers, index: number | undefined): Uint8Array | undefined {
  const view = index === undefined ? undefined : gltf.bufferViews?.[index];
  if (!view || compressionOf(view)) return undefined;
  const start = view.byteOffset ?? 0;
  return buffers[view.buffer]?.subarray(start, start + view.byteLength);
}
