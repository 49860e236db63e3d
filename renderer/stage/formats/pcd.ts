import { BufferGeometry, Color, Float32BufferAttribute, Points, SRGBColorSpace } from 'three/webgpu';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { readColumns } from './pcd/columns.ts';
import { readHeader } from './pcd/header.ts';
import { setPlaces } from './places.ts';

/** PCD has metres, and z up as robots have it. */
export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  const header = readHeader(bytes);
  const columns = readColumns(bytes, header);
  const geometry = new BufferGeometry();
  const sideBySide = (...names: string[]) => {
    const found = names.map(name => columns.get(name)).filter(column => column !== undefined);
    if (found.length < names.length) return undefined;
    return Float64Array.from({ length: header.points * found.length }, (_, at) => {
      return found[at % found.length]?.[Math.floor(at / found.length)] ?? 0;
    });
  };
  const origin = setPlaces(geometry, sideBySide('x', 'y', 'z') ?? []);
  const normals = sideBySide('normal_x', 'normal_y', 'normal_z');
  if (normals) geometry.setAttribute('normal', new Float32BufferAttribute(normals, 3));
  const intensity = columns.get('intensity');
  if (intensity) geometry.setAttribute('intensity', new Float32BufferAttribute(intensity, 1));
  const colors = columns.get('rgb');
  if (colors) geometry.setAttribute('color', new Float32BufferAttribute(linear(colors), 3));
  const points = new Points(geometry);
  points.position.copy(origin);
  return { root: fromZUp(points), animations: [] };
}

/** @param packed red, green and blue as the bytes of one number */
function linear(packed: Float64Array): Float32Array {
  const found = new Float32Array(packed.length * 3);
  const color = new Color();
  for (let at = 0; at < packed.length; at++)
    color.setHex((packed[at] ?? 0) & 0xffffff, SRGBColorSpace).toArray(found, at * 3);
  return found;
}
