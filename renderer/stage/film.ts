import {
  AddEquation,
  AgXToneMapping,
  ACESFilmicToneMapping,
  CineonToneMapping,
  CustomBlending,
  HalfFloatType,
  LinearToneMapping,
  NeutralToneMapping,
  NoBlending,
  type Node,
  NodeMaterial,
  NoToneMapping,
  OneFactor,
  QuadMesh,
  ReinhardToneMapping,
  RenderTarget,
  SRGBColorSpace,
  type ToneMapping as ThreeToneMapping,
  UnsignedByteType,
  type WebGPURenderer,
} from 'three/webgpu';
import { float, max, texture, toneMapping, uniform, vec3, vec4, workingToColorSpace } from 'three/tsl';
import type { ToneMapping } from '../../scenes/tone-mapping.ts';

const toneMappings = {
  neutral: NeutralToneMapping,
  agx: AgXToneMapping,
  aces: ACESFilmicToneMapping,
  cineon: CineonToneMapping,
  reinhard: ReinhardToneMapping,
  linear: LinearToneMapping,
  none: NoToneMapping,
} satisfies Record<ToneMapping, ThreeToneMapping>;

/**
 * What is behind a scene while it is drawn. `clear` is nothing, and alpha is how much of a pixel is covered. Glass shows what is
 * behind it, and nothing cannot be shown, so scenes with glass are drawn on `black` and on `white`: how much of the white comes
 * through is how transparent a pixel is, and over black and over white the picture is exact.
 */
export type Backdrop = 'clear' | 'black' | 'white';

export interface Developing {
  toneMapping: ToneMapping;
  /** Factor of the light before tone mapping. */
  exposure: number;
}

/**
 * What light falls on, and how it becomes a picture: exposures in linear half floats are tone mapped, encoded as sRGB and
 * averaged. One set of targets, resized: they are the largest things that the stage holds.
 */
export interface Film {
  /** Where a scene is to be drawn. Linear, premultiplied by alpha, sampled `samples` times per pixel. */
  load(width: number, height: number, samples: number): RenderTarget;
  /** Develops what was drawn on a backdrop, as one of `count` exposures. */
  expose(developing: Developing, backdrop: Backdrop, index: number, count: number): void;
  /** RGBA, 8 bits, sRGB, straight alpha, top row first. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export function createFilm(renderer: WebGPURenderer): Film {
  let light = new RenderTarget(1, 1, { type: HalfFloatType, samples: 4 });
  const sum = new RenderTarget(1, 1, { type: HalfFloatType, depthBuffer: false });
  const print = new RenderTarget(1, 1, { type: UnsignedByteType, depthBuffer: false });

  const exposure = uniform(1);
  const weight = uniform(1);
  const lightMap = texture(light.texture);
  const sumMap = texture(sum.texture);
  const developers = new Map<string, QuadMesh>();

  const develop = (light: Node<'vec3'>, kind: ToneMapping): Node<'vec3'> => {
    const toned = kind === 'none' ? light : toneMapping(toneMappings[kind], exposure, light);
    return workingToColorSpace(vec4(vec3(toned).clamp(0, 1), 1), SRGBColorSpace).rgb;
  };
  const exposed = (kind: ToneMapping, backdrop: Backdrop): Node<'vec4'> => {
    const alpha = lightMap.a.clamp(0, 1);
    if (backdrop === 'clear') return vec4(develop(lightMap.rgb.div(max(alpha, float(1e-5))), kind).mul(alpha), alpha);
    const color = develop(lightMap.rgb, kind);
    // of the white behind: how bright this pixel is
    const share = mean(color).div(mean(develop(vec3(1, 1, 1), kind)));
    return backdrop === 'black' ? vec4(color, share.add(1)) : vec4(0, 0, 0, share.negate());
  };
  const developer = (kind: ToneMapping, backdrop: Backdrop): QuadMesh => {
    const key = `${kind} ${backdrop}`;
    const known = developers.get(key);
    if (known) return known;
    const quad = fullScreen(exposed(kind, backdrop).mul(weight));
    quad.material.blending = CustomBlending;
    quad.material.blendEquation = AddEquation;
    quad.material.blendSrc = OneFactor;
    quad.material.blendDst = OneFactor;
    developers.set(key, quad);
    return quad;
  };
  // light that is added to what is behind, such as a glint on clear glass, needs an alpha to be seen by
  const brightest = max(max(sumMap.r, sumMap.g), sumMap.b);
  const alpha = max(sumMap.a, brightest).clamp(0, 1);
  const printer = fullScreen(vec4(sumMap.rgb.div(max(alpha, float(1e-5))).clamp(0, 1), alpha));

  return {
    load(width, height, samples) {
      if (light.samples !== samples) {
        light.dispose();
        light = new RenderTarget(width, height, { type: HalfFloatType, samples });
        lightMap.value = light.texture;
      }
      for (const target of [light, sum, print]) target.setSize(width, height);
      return light;
    },
    expose(developing, backdrop, index, count) {
      exposure.value = developing.exposure;
      weight.value = 1 / count;
      renderer.setRenderTarget(sum);
      renderer.autoClear = index === 0 && backdrop !== 'white';
      renderer.setClearColor(0x000000, 0);
      developer(developing.toneMapping, backdrop).render(renderer);
      renderer.autoClear = true;
      renderer.setRenderTarget(null);
    },
    async read() {
      renderer.setRenderTarget(print);
      printer.render(renderer);
      renderer.setRenderTarget(null);
      const pixels = await renderer.readRenderTargetPixelsAsync(print, 0, 0, print.width, print.height);
      return new Uint8Array(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
    },
  };
}

function mean(color: Node<'vec3'>): Node<'float'> {
  return color.r.add(color.g).add(color.b).div(3);
}

function fullScreen(shading: Node): QuadMesh & { material: NodeMaterial } {
  const material = new NodeMaterial();
  material.fragmentNode = shading;
  material.blending = NoBlending;
  material.depthTest = false;
  material.depthWrite = false;
  material.toneMapped = false;
  return new QuadMesh(material) as QuadMesh & { material: NodeMaterial };
}
