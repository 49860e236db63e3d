import {
  type Box3,
  Mesh,
  MeshBasicNodeMaterial,
  NoBlending,
  type Node,
  NormalBlending,
  OrthographicCamera,
  PlaneGeometry,
  type QuadMesh,
  RedFormat,
  RenderTarget,
  UnsignedByteType,
  type Scene as World,
  Vector2,
  Vector3,
} from 'three/webgpu';
import { exp, float, Fn, Loop, texture, uniform, uv, vec2, vec3, vec4 } from 'three/tsl';
import type { Ground } from '../../../scenes/ground.ts';
import { createDarkness, type Darkness, texturedIn } from './darkness.ts';
import { fullScreen } from '../gpu/full-screen.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';

/** Texels per side of what is seen from below, and of the shadow's soft layers, for which few are enough. */
const side = 256;
const softSide = 64;

/**
 * How a shadow is layered, one in each channel: dark where things touch the ground, fainter and wider for what is further above it.
 * Each is blurred by as many samples as its width asks for: blurring is most of what a shadow costs.
 */
const layers = [
  { reach: 0.03, spread: 0.012, strength: 0.8, taps: 5 },
  { reach: 0.25, spread: 0.08, strength: 0.45, taps: 9 },
  { reach: 1, spread: 0.3, strength: 0.3, taps: 25 },
] as const;
type Layer = (typeof layers)[number];
const channels = ['r', 'g', 'b'] as const;
const [sharp, ...soft] = layers;

/** What every contact shadow of a stage is made with; made once, since compiling it takes longer than drawing. */
interface Kit {
  darkness: Darkness;
  seen: RenderTarget;
  /** From what is seen from below to the shadow on the plane, in this order. */
  passes: Pass[];
  plane: Mesh<PlaneGeometry, MeshBasicNodeMaterial>;
  /** The blur's width, in shares of the shadow's, by direction. */
  step: { value: Vector2 };
  opacity: { value: number };
}

/** A shadow that has to be drawn before the picture that it is in. */
export interface GroundShadow {
  draw(): void;
  /** Whether textures say what casts it: those that were uploaded for a picture. */
  isTextured: boolean;
}

interface Pass {
  quad: QuadMesh;
  to: RenderTarget;
  /** Whether it blurs, and on which axis. */
  axis?: 'x' | 'y';
}

/**
 * Puts a plane below what stands in a box, for a soft shadow: its height above the ground, seen from below, made darkness and blurred.
 * There is one at a time.
 * @param isOnNothing whether nothing is behind it: then it is written before all else, which costs a CPU half of blending it
 */
export function addContactShadow(
  gpu: Gpu,
  world: World,
  box: Box3,
  { opacity, blur }: Ground,
  isOnNothing: boolean,
): GroundShadow {
  const kit = kitOf(gpu);
  const { plane, darkness, passes, seen } = kit;
  const size = box.getSize(new Vector3());
  const center = new Vector3((box.min.x + box.max.x) / 2, box.min.y, (box.min.z + box.max.z) / 2);
  const scale = Math.max(size.x, size.z, size.y * 0.5, 1e-12) / 2;
  const spread = 0.3 + 0.7 * blur;
  const width = Math.max(size.x, size.z) + scale * spread * 1.6;
  kit.opacity.value = opacity;
  plane.material.blending = isOnNothing ? NoBlending : NormalBlending;
  plane.material.transparent = !isOnNothing;
  plane.scale.set(width, 1, width);
  plane.position.set(center.x, center.y - scale * 1e-3, center.z);
  world.add(plane);
  const draw = (): void => {
    darkness.floor.value = center.y;
    darkness.scale.value = scale;
    plane.visible = false;
    try {
      darkness.draw(gpu, world, fromBelow(center, width, size.y, scale), seen);
    } finally {
      plane.visible = true;
    }
    const step = (spread * scale * 2) / width;
    for (const pass of passes) drawPass(gpu, kit, step, pass);
  };
  return { draw, isTextured: texturedIn(world).length > 0 };
}

const kitOf = perGpu(({ floats: type }): Kit => {
  const target = (width: number) => new RenderTarget(width, width, { type, depthBuffer: false });
  // bytes, which can be blended everywhere, as whole floats cannot
  const seen = new RenderTarget(side, side, { type: UnsignedByteType, depthBuffer: false });
  const sharpAcross = target(side);
  // bytes, as of what is drawn with it: a CPU blends those in a third of the time that it takes for half floats
  const shadow = new RenderTarget(side, side, { type: UnsignedByteType, format: RedFormat, depthBuffer: false });
  const [shrunk, softAcross, softened] = [target(softSide), target(softSide), target(softSide)];
  const [step, opacity] = [uniform(new Vector2()), uniform(1)];

  const darkness = createDarkness(layers.map(({ reach }) => reach) as [number, number, number]);
  const material = new MeshBasicNodeMaterial({
    color: 0x000000,
    transparent: true,
    premultipliedAlpha: true,
    depthWrite: false,
  });
  material.opacityNode = texture(shadow.texture).r;
  const plane = new Mesh(new PlaneGeometry(1, 1).rotateX(-Math.PI / 2), material);
  plane.renderOrder = -Infinity;
  plane.userData['shared'] = true;

  const passes: Pass[] = [
    { quad: shrinking(seen), to: shrunk },
    { quad: fullScreen(vec4(blurred(shrunk, soft, step), 1)), to: softAcross, axis: 'x' },
    { quad: fullScreen(vec4(blurred(softAcross, soft, step), 1)), to: softened, axis: 'y' },
    { quad: fullScreen(vec4(blurred(seen, [sharp], step), 1)), to: sharpAcross, axis: 'x' },
    { quad: fullScreen(together(blurred(sharpAcross, [sharp], step), softened, opacity)), to: shadow, axis: 'y' },
  ];
  return { darkness, seen, passes, plane, step, opacity };
});

/** The channels of some layers, each blurred by its own width, on one line. */
function blurred(from: RenderTarget, wanted: readonly Layer[], step: Node<'vec2'>): Node<'vec3'> {
  const [r, g, b] = layers.map((layer, at) =>
    wanted.includes(layer) ? blurredOne(from, channels[at] ?? 'r', layer, step) : float(0),
  ) as [Node<'float'>, Node<'float'>, Node<'float'>];
  return vec3(r, g, b);
}

/** How much of the ground's light all layers keep away: what the plane shows of them is one lookup. */
function together(near: Node<'vec3'>, softened: RenderTarget, opacity: Node<'float'>): Node<'vec4'> {
  const shades = vec3(near.r, texture(softened.texture).gb).toVar();
  const light = layers
    .map(({ strength }, at) => float(1).sub(shades[channels[at] ?? 'r'].mul(strength)))
    .reduce((product, factor) => product.mul(factor));
  return vec4(vec3(float(1).sub(light).mul(opacity)), 1);
}

function blurredOne(
  from: RenderTarget,
  channel: 'r' | 'g' | 'b',
  { taps, spread }: Layer,
  step: Node<'vec2'>,
): Node<'float'> {
  const weights = Array.from({ length: taps }, (_, at) => weightAt((2 * at) / (taps - 1) - 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // a loop and not written out: a CPU compiles it in a tenth of the time, and that is most of what a first shadow costs
  return Fn(() => {
    const sum = float(0).toVar();
    Loop(taps, ({ i }) => {
      const place = float(i)
        .mul(2 / (taps - 1))
        .sub(1)
        .toConst();
      const sample = texture(from.texture, uv().add(step.mul(place.mul(spread)))).level(float(0));
      sum.addAssign(sample[channel].mul(exp(place.pow2().mul(-3))));
    });
    return sum.div(total);
  })();
}

/** Of a sample at a place from −1 to 1. */
function weightAt(place: number): number {
  return Math.exp(-3 * place * place);
}

/** A quarter as wide: each texel is the mean of its sixteen, four of which one sample between them takes at once. */
function shrinking(from: RenderTarget): QuadMesh {
  const samples = [-1, 1].flatMap(x => [-1, 1].map(y => texture(from.texture, uv().add(vec2(x / side, y / side))).rgb));
  return fullScreen(vec4(samples.reduce((sum, sample) => sum.add(sample)).div(samples.length), 1));
}

/** A camera below the ground that looks up. */
function fromBelow(center: Vector3, width: number, height: number, scale: number): OrthographicCamera {
  const camera = new OrthographicCamera(-width / 2, width / 2, width / 2, -width / 2, 0, height + scale);
  camera.position.copy(center);
  camera.position.y -= scale * 0.01;
  camera.up.set(0, 0, 1);
  camera.lookAt(center.x, center.y + 1, center.z);
  camera.updateMatrixWorld(true);
  return camera;
}

function drawPass({ renderer }: Gpu, kit: Kit, step: number, { quad, to, axis }: Pass): void {
  if (axis) kit.step.value.set(0, 0).setComponent(axis === 'x' ? 0 : 1, step);
  renderer.setRenderTarget(to);
  quad.render(renderer);
  renderer.setRenderTarget(null);
}
