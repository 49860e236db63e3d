import { type Object3D, Points, type PointsMaterial } from 'three/webgpu';
import { pointQuadsOf } from '../point-quads.ts';
import { isColored } from '../../materials/ink.ts';
import { replace } from '../../graph/replace.ts';

/** Points are single pixels in WebGPU, which are lost in most pictures: they become discs, as those of all formats. */
export function quadPoints(root: Object3D): void {
  const found: Points[] = [];
  root.traverse(object => {
    if (object instanceof Points && isPlain(object)) found.push(object);
  });
  for (const points of found) replace(points, pointQuadsOf(points, [points.material].flat().find(isColored)));
}

/** What moves or changes its material by itself stays as it is. */
function isPlain({ geometry, material, userData }: Points): boolean {
  const [one] = [material].flat() as PointsMaterial[];
  const bends = Object.keys(geometry.morphAttributes).length > 0 || geometry.getAttribute('skinIndex') !== undefined;
  return !bends && !one?.map && !('gltfExtensions' in userData);
}
