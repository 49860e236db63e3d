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
  /** Develops what was drawn, as one of `count` exposures. */
  expose(developing: Developing, index: number, count: number): void;
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
  const developers = new Map<ToneMapping, QuadMesh>();

  const developer = (kind: ToneMapping): QuadMesh => {
    const known = developers.get(kind);
    if (known) return known;
    const alpha = lightMap.a.clamp(0, 1);
    const color = lightMap.rgb.div(max(alpha, float(1e-5)));
    const toned = kind === 'none' ? color : toneMapping(toneMappings[kind], exposure, color);
    const encoded = workingToColorSpace(vec4(vec3(toned).clamp(0, 1), 1), SRGBColorSpace).rgb;
    const quad = fullScreen(vec4(encoded.mul(alpha), alpha).mul(weight));
    quad.material.blending = CustomBlending;
    quad.material.blendEquation = AddEquation;
    quad.material.blendSrc = OneFactor;
    quad.material.blendDst = OneFactor;
    developers.set(kind, quad);
    return quad;
  };
  const printer = fullScreen(vec4(sumMap.rgb.div(max(sumMap.a, float(1e-5))).clamp(0, 1), sumMap.a.clamp(0, 1)));

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
    expose(developing, index, count) {
      exposure.value = developing.exposure;
      weight.value = 1 / count;
      renderer.setRenderTarget(sum);
      renderer.autoClear = index === 0;
      renderer.setClearColor(0x000000, 0);
      developer(developing.toneMapping).render(renderer);
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

function fullScreen(shading: Node): QuadMesh & { material: NodeMaterial } {
  const material = new NodeMaterial();
  material.fragmentNode = shading;
  material.blending = NoBlending;
  material.depthTest = false;
  material.depthWrite = false;
  material.toneMapped = false;
  return new QuadMesh(material) as QuadMesh & { material: NodeMaterial };
}
