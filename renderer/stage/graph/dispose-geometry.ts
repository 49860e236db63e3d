import type { BufferGeometry } from 'three/webgpu';

/** What is kept for the next scene may hold on to this one's objects, but not to the numbers that they are made of. */
export function disposeGeometry(geometry: BufferGeometry): void {
  geometry.dispose();
  Object.assign(geometry, { attributes: {}, morphAttributes: {}, index: null });
}
