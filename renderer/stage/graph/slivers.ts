import { DoubleSide, type Object3D } from 'three/webgpu';
import { drawables } from './drawables.ts';

/** Of what a triangle's depth grows by within a pixel, how much it is set back. */
const share = 0.5;

/**
 * Sets triangles back by a part of what they are deep within a pixel. One that is seen from its edge covers samples just beside it, where
 * its depth is taken to go on as it grows: it comes out through what is in front of it, as specks. Where both sides are drawn, the back
 * would come out at the edges instead.
 */
export function addPolygonOffset(subject: Object3D): void {
  for (const { material } of drawables(subject))
    for (const one of [material].flat())
      if (one.side !== DoubleSide && !one.polygonOffset)
        Object.assign(one, { polygonOffset: true, polygonOffsetFactor: share, polygonOffsetUnits: 0 });
}
