import { FloatType, HalfFloatType, RedFormat, RenderTarget, RGBAFormat, UnsignedByteType } from 'three/webgpu';
import type { PixelLayout } from '../../contract.ts';

/** What a picture is drawn into on its way. One set for all pictures of a kind, resized: they are the largest things that a stage holds. */
export interface Targets {
  /** What the scene is drawn into: linear, premultiplied by alpha. Another one where pictures are sampled otherwise. */
  readonly light: RenderTarget;
  /** Samples of a picture, added up. */
  readonly sum: RenderTarget;
  /** What leaves the stage. */
  readonly output: RenderTarget;
  /** @param needsResolvedColor whether three.js is to resolve what is drawn, since glass shows what was drawn behind it */
  fit(width: number, height: number, multisampling: 1 | 4, needsResolvedColor: boolean): void;
}

const types = { uint8: UnsignedByteType, float16: HalfFloatType, float32: FloatType } satisfies Record<
  PixelLayout['type'],
  number
>;
const formats = { 1: RedFormat, 4: RGBAFormat } satisfies Record<PixelLayout['channels'], number>;

export function createTargets({ type, channels }: Pick<PixelLayout, 'type' | 'channels'>): Targets {
  let light = new RenderTarget(1, 1, { type: HalfFloatType, samples: 4 });
  const sum = new RenderTarget(1, 1, { type: HalfFloatType, depthBuffer: false });
  const output = new RenderTarget(1, 1, { type: types[type], format: formats[channels], depthBuffer: false });
  return {
    get light() {
      return light;
    },
    sum,
    output,
    fit(width, height, samples, needsResolvedColor) {
      if (light.samples !== samples || light.resolveColorBuffer !== needsResolvedColor) {
        light.dispose();
        light = new RenderTarget(width, height, {
          type: HalfFloatType,
          samples,
          resolveColorBuffer: needsResolvedColor,
        });
      }
      for (const target of [light, sum, output]) target.setSize(width, height);
    },
  };
}

/** Whether what was drawn is a target's texture already, and not its samples alone. */
export function isResolved({ samples, resolveColorBuffer }: RenderTarget): boolean {
  return samples === 1 || resolveColorBuffer;
}
