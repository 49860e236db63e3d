import { float, screenCoordinate, uint } from 'three/tsl';
import { codeOf } from './code-of.ts';
import { isLevelChosen, rewriteLookups } from './lookups.ts';
import { hasLevels } from './sharpness.ts';

/** Of every other column of pixels, of the others none: far less than a texel, and more than the last bit of a coordinate. */
const step = float(uint(screenCoordinate.x).bitAnd(uint(1))).mul(2 ** -22);

/**
 * lavapipe divides by how far a texture's coordinates move from pixel to pixel, to look it up along a slant. Where they do not move, as on
 * a surface that has one colour of a palette, what it draws is no number. Here they move everywhere, by less than can be seen.
 */
export function mendSlants(): void {
  rewriteLookups(
    before =>
      function moved(builder, name, uv, ...how) {
        const { value } = this;
        const isFlat = !['isCubeTexture', 'isData3DTexture', 'isDataArrayTexture', 'isDepthTexture'].some(
          kind => kind in value,
        );
        const isSlanted = isFlat && hasLevels(value) && isLevelChosen(this, builder, how);
        const there = isSlanted ? `( ${uv} + ( abs( ${uv} ) + 1.0 ) * ${codeOf(step, builder)} )` : uv;
        return before.call(this, builder, name, there, ...how);
      },
  );
}
