import {
  AddEquation,
  AgXToneMapping,
  ACESFilmicToneMapping,
  CineonToneMapping,
  Color,
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
  Vector3,
  type WebGPURenderer,
} from 'three/webgpu';
import {
  float,
  ivec2,
  max,
  screenCoordinate,
  texture,
  toneMapping,
  uniform,
  vec3,
  vec4,
  workingToColorSpace,
} from 'three/tsl';
import type { ToneMapping } from '../../../scenes/tone-mapping.ts';
import type { Backdrop } from '../scene/backdrop.ts';
import { resolved } from './resolve.ts';
import { createSamples } from './samples.ts';

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
  /** `#rrggbb` that a scene with glass is to be seen on; straight alpha where there is none. */
  behind: string | undefined;
}

/**
 * What light falls on, and how it becomes a picture: exposures in linear half floats are tone mapped, encoded as sRGB and
 * averaged. One set of targets, resized: they are the largest things that the stage holds.
 */
export interface Film {
  /**
   * Where a scene is to be drawn. Linear, premultiplied by alpha, sampled `samples` times per pixel.
   * @param isSeenThrough whether three.js is to resolve it, since glass shows what was drawn behind it
   */
  load(width: number, height: number, samples: number, isSeenThrough: boolean): RenderTarget;
  /** Develops what was drawn on a backdrop, and adds it to the exposures since `load`. */
  expose(developing: Developing, backdrop: Backdrop): void;
  /** Ends an exposure, once it was developed on every backdrop. */
  wind(): void;
  /**
   * Develops what was drawn on the backdrop `clear` as all that there is: for one exposure, what `expose` and `wind` do, in one step.
   * Samples that three.js does not resolve are resolved on the way.
   */
  print(developing: Developing): void;
  /** The mean of the exposures: RGBA, 8 bits, sRGB, straight alpha, top row first. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export function createFilm(renderer: WebGPURenderer): Film {
  let light = new RenderTarget(1, 1, { type: HalfFloatType, samples: 4 });
  const sum = new RenderTarget(1, 1, { type: HalfFloatType, depthBuffer: false });
  const print = new RenderTarget(1, 1, { type: UnsignedByteType, depthBuffer: false });

  const exposure = uniform(1);
  let exposures = 0;
  /** One of them, as a share of all. */
  const weight = uniform(1);
  const behind = uniform(new Vector3(0.5, 0.5, 0.5));
  const lightMap = texture(light.texture);
  const sumMap = texture(sum.texture).mul(weight).toVar();
  const developers = new Map<string, QuadMesh>();

  const develop = (light: Node<'vec3'>, kind: ToneMapping): Node<'vec3'> => {
    const toned = kind === 'none' ? light : toneMapping(toneMappings[kind], exposure, light);
    return workingToColorSpace(vec4(vec3(toned).clamp(0, 1), 1), SRGBColorSpace).rgb;
  };
  const bare = ({ rgb, a }: Node<'vec4'>, kind: ToneMapping): Node<'vec4'> => {
    const alpha = a.clamp(0, 1);
    return vec4(develop(rgb.div(max(alpha, float(1e-5))), kind).mul(alpha), alpha);
  };
  const exposed = (kind: ToneMapping, backdrop: Backdrop): Node<'vec4'> => {
    if (backdrop === 'clear') return bare(lightMap, kind);
    const color = develop(lightMap.rgb, kind);
    const white = develop(vec3(1, 1, 1), kind);
    // What comes through is white's share of the difference: on + (through − black) / white · behind, part by part.
    const share = mean(color).div(mean(white));
    const through = color.mul(behind).div(white);
    return backdrop === 'black' ? vec4(color.sub(through), share.add(1)) : vec4(through, share.negate());
  };
  const samples = createSamples(renderer);
  const prints = new Map<string, QuadMesh>();
  const finisher = (kind: ToneMapping, isResolved: boolean): QuadMesh => {
    const key = `${kind} ${isResolved}`;
    const known = prints.get(key);
    if (known) return known;
    const pixel = ivec2(screenCoordinate.xy);
    const from = isResolved
      ? lightMap
      : (resolved(texture(samples.texture), pixel, exposure) as Node<'vec4'>).toConst();
    const color = bare(from, kind).toVar();
    const quad = fullScreen(straight(color.rgb, color.a));
    prints.set(key, quad);
    return quad;
  };
  const developer = (kind: ToneMapping, backdrop: Backdrop): QuadMesh => {
    const key = `${kind} ${backdrop}`;
    const known = developers.get(key);
    if (known) return known;
    const quad = fullScreen(exposed(kind, backdrop));
    quad.material.blending = CustomBlending;
    quad.material.blendEquation = AddEquation;
    quad.material.blendSrc = OneFactor;
    quad.material.blendDst = OneFactor;
    developers.set(key, quad);
    return quad;
  };
  const alpha = sumMap.a.clamp(0, 1);
  const printers = {
    covered: fullScreen(straight(sumMap.rgb, alpha)),
    // Drawn on mid-grey, which is taken away again: halfway between what is exact on black and what is exact on white. One
    // alpha for three colours cannot be both.
    glassy: fullScreen(straight(sumMap.rgb.sub(alpha.oneMinus().mul(0.5)).clamp(0, 1), alpha)),
    flat: fullScreen(vec4(sumMap.rgb.clamp(0, 1), alpha)),
  };
  let printer = printers.covered;
  const show = (quad: QuadMesh): void => {
    renderer.setRenderTarget(print);
    quad.render(renderer);
    renderer.setRenderTarget(null);
  };

  return {
    load(width, height, samples, isSeenThrough) {
      exposures = 0;
      if (light.samples !== samples || light.resolveColorBuffer !== isSeenThrough) {
        light.dispose();
        light = new RenderTarget(width, height, { type: HalfFloatType, samples, resolveColorBuffer: isSeenThrough });
        lightMap.value = light.texture;
      }
      for (const target of [light, sum, print]) target.setSize(width, height);
      return light;
    },
    expose(developing, backdrop) {
      exposure.value = developing.exposure;
      behind.value.copy(displayed(developing.behind));
      printer = backdrop === 'clear' ? printers.covered : developing.behind ? printers.flat : printers.glassy;
      renderer.setRenderTarget(sum);
      renderer.autoClear = exposures === 0 && backdrop !== 'white';
      renderer.setClearColor(0x000000, 0);
      developer(developing.toneMapping, backdrop).render(renderer);
      renderer.autoClear = true;
      renderer.setRenderTarget(null);
    },
    wind: () => void exposures++,
    print(developing) {
      exposure.value = developing.exposure;
      const isResolved = light.samples === 1 || light.resolveColorBuffer;
      if (!isResolved) samples.show(light);
      show(finisher(developing.toneMapping, isResolved));
    },
    async read() {
      weight.value = 1 / exposures;
      if (exposures > 0) show(printer);
      const pixels = await renderer.readRenderTargetPixelsAsync(print, 0, 0, print.width, print.height);
      return new Uint8Array(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
    },
  };
}

/** Premultiplied to straight. Light that is added to what is behind, a glint on clear glass, needs an alpha to be seen by. */
function straight(color: Node<'vec3'>, alpha: Node<'float'>): Node<'vec4'> {
  const enough = max(alpha, max(max(color.r, color.g), color.b)).clamp(0, 1);
  return vec4(color.div(max(enough, float(1e-5))).clamp(0, 1), enough);
}

/** A colour as it is displayed, 0–1; mid-grey where there is none. */
function displayed(hex: string | undefined): Vector3 {
  if (hex === undefined) return new Vector3(0.5, 0.5, 0.5);
  const { r, g, b } = new Color(hex).convertLinearToSRGB();
  return new Vector3(r, g, b);
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
