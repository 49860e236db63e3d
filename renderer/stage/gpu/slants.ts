import type { WebGPURenderer } from 'three/webgpu';
import { float, screenCoordinate, uint } from 'three/tsl';
import { hasLevels, isLevelChosen } from './texture-lookups.ts';
import { codeOf, rendererOf, rewriteLookups } from './three-private.ts';

/** Textures that are not flat images. */
const others = ['isCubeTexture', 'isData3DTexture', 'isDataArrayTexture', 'isDepthTexture'];

/** Distance from pixel to pixel, as a share of a coordinate, below which it counts as none: its last bits, and noise of interpolation. */
const still = 2 ** -21;
/** Of every other column of pixels, of the others none: far less than a texel, and more than any noise could take away again. */
const step = float(uint(screenCoordinate.x).bitAnd(uint(1))).mul(2 * still);

/** Those on lavapipe. */
const mended = new WeakSet<WebGPURenderer>();

/**
 * lavapipe divides by how far a texture's coordinates move from pixel to pixel, to look it up along a slant. Where they do not move, as on
 * a surface that has one colour of a palette, what it draws is no number. There they move here, by less than can be seen; to tell it the
 * gradients would be simpler, but with them it looks nothing up along a slant.
 */
export function mendSlants(renderer: WebGPURenderer): void {
  mended.add(renderer);
}

rewriteLookups(
  before =>
    function moving(builder, name, uv, ...how) {
      const isFlat = !others.some(kind => kind in this.value);
      const isSlanted = isFlat && hasLevels(this.value) && isLevelChosen(this, builder, how);
      if (!isSlanted || !mended.has(rendererOf(builder))) return before.call(this, builder, name, uv, ...how);
      const reach = `( abs( ${uv} ) + 1.0 )`;
      const rests = `all( max( abs( dpdxCoarse( ${uv} ) ), abs( dpdyCoarse( ${uv} ) ) ) < ${reach} * ${still} )`;
      const moved = `( ${uv} + ${reach} * select( 0.0, ${codeOf(step, builder)}, ${rests} ) )`;
      return before.call(this, builder, name, moved, ...how);
    },
);
