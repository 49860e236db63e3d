import { AddEquation, Color, CustomBlending, type Node, OneFactor, type QuadMesh, Vector3 } from 'three/webgpu';
import { ivec2, screenCoordinate, texture, uniform } from 'three/tsl';
import type { ToneMapping } from '../../../scenes/tone-mapping.ts';
import { fullScreen } from '../gpu/full-screen.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Backdrop } from '../scene/backdrop.ts';
import { type Finish, finishes, finishOf, contributionOf } from './backdrops.ts';
import { encoded } from './color-space.ts';
import { withEffects } from './effects.ts';
import { resolved } from './resolve.ts';
import { createSamples } from './samples.ts';
import { isResolved, type Targets } from './targets.ts';
import { toneMapped } from './tone-mapping.ts';

/** How light is to be shown. */
export interface Display {
  toneMapping: ToneMapping;
  /** Exposure multiplier, applied before tone mapping. */
  exposure: number;
  /** `#rrggbb` that a scene with glass is to be seen on; straight alpha where there is none. */
  behind: string | undefined;
}

/**
 * How the light that a scene was drawn in becomes a picture: resolve → effects → tone map → encode colour space → finish. Each step is a function
 * from node to node, composed once: a picture of one sample goes through all of them in one draw, from the samples of a pixel to the output;
 * of one of many, what comes before the last step is added up in between.
 */
export interface Development {
  /** The whole picture, of what was drawn on the backdrop `clear`: into the output. Its samples are resolved on the way where they were not before. */
  develop(display: Display): void;
  /** Adds what was drawn on a backdrop to the sum. @param isFirst whether nothing of the picture is there yet */
  addSample(display: Display, backdrop: Backdrop, isFirst: boolean): void;
  /** The mean of so many samples: into the output. */
  developMean(samples: number): void;
}

export function createDevelopment(gpu: Gpu, targets: Targets): Development {
  const exposure = uniform(1);
  const behind = uniform(new Vector3());
  const weight = uniform(1);
  const light = texture(targets.light.texture);
  const sum = texture(targets.sum.texture).mul(weight).toVar();
  const samples = createSamples(gpu);
  let finish: Finish = 'covered';

  const set = (display: Display): void => {
    exposure.value = display.exposure;
    behind.value.copy(displayed(display.behind));
    light.value = targets.light.texture;
  };
  /** All steps but the last. */
  const share = (from: Node<'vec4'>, kind: ToneMapping, backdrop: Backdrop): Node<'vec4'> =>
    contributionOf(withEffects(from), color => encoded(toneMapped(color, kind, exposure)), backdrop, behind);
  const resolve = (): Node<'vec4'> =>
    (resolved(texture(samples.texture), ivec2(screenCoordinate.xy), exposure) as Node<'vec4'>).toConst();

  const wholes = cached((kind: ToneMapping, isDrawnResolved: boolean) =>
    fullScreen(finishes.covered(share(isDrawnResolved ? light : resolve(), kind, 'clear').toVar())),
  );
  const shares = cached((kind: ToneMapping, backdrop: Backdrop) => adding(fullScreen(share(light, kind, backdrop))));
  const means = cached((kind: Finish) => fullScreen(finishes[kind](sum)));

  return {
    develop(display) {
      set(display);
      const isDrawnResolved = isResolved(targets.light);
      if (!isDrawnResolved) samples.setTarget(targets.light);
      drawQuad(gpu, wholes(display.toneMapping, isDrawnResolved), targets.output);
    },
    addSample(display, backdrop, isFirst) {
      set(display);
      finish = finishOf(backdrop, display.behind !== undefined);
      drawQuad(gpu, shares(display.toneMapping, backdrop), targets.sum, isFirst);
    },
    developMean(samples) {
      weight.value = 1 / samples;
      drawQuad(gpu, means(finish), targets.output);
    },
  };
}

function drawQuad({ renderer }: Gpu, quad: QuadMesh, to: Targets['sum'], isCleared = true): void {
  renderer.setClearColor(0x000000, 0);
  renderer.autoClear = isCleared;
  renderer.setRenderTarget(to);
  try {
    quad.render(renderer);
  } finally {
    renderer.autoClear = true;
    renderer.setRenderTarget(null);
  }
}

/** Makes a quad for each set of settings once: its shader is compiled when it is first drawn. */
function cached<Settings extends readonly unknown[]>(
  make: (...settings: Settings) => QuadMesh,
): (...settings: Settings) => QuadMesh {
  const made = new Map<string, QuadMesh>();
  return (...settings) => {
    const key = settings.join(' ');
    const quad = made.get(key) ?? make(...settings);
    made.set(key, quad);
    return quad;
  };
}

/** What it writes is added to what is there. */
function adding(quad: ReturnType<typeof fullScreen>): QuadMesh {
  Object.assign(quad.material, {
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
  });
  return quad;
}

/** A colour as it is displayed, 0–1; mid-grey where there is none. */
function displayed(hex: string | undefined): Vector3 {
  if (hex === undefined) return new Vector3(0.5, 0.5, 0.5);
  const { r, g, b } = new Color(hex).convertLinearToSRGB();
  return new Vector3(r, g, b);
}
