import {
  type Box3,
  HalfFloatType,
  Mesh,
  MeshBasicNodeMaterial,
  NoBlending,
  type Node,
  NodeMaterial,
  OrthographicCamera,
  PlaneGeometry,
  QuadMesh,
  RenderTarget,
  type Scene as World,
  Vector2,
  Vector3,
} from 'three/webgpu';
import { exp, float, positionWorld, texture, uniform, uv, vec3, vec4 } from 'three/tsl';
import type { Ground } from '../../scenes/ground.ts';
import type { Gpu } from './gpu.ts';

/** Texels per side of the shadow. It is soft, so few are enough. */
const side = 256;

/** How a shadow is layered, one in each channel: dark where things touch the ground, fainter and wider for what is further above it. */
const layers = [
  { reach: 0.03, spread: 0.012, strength: 0.8 },
  { reach: 0.25, spread: 0.08, strength: 0.45 },
  { reach: 1, spread: 0.3, strength: 0.3 },
] as const;
const channels = ['r', 'g', 'b'] as const;

/** Samples of a blur on one line, −1–1, and what each weighs. */
const taps = Array.from({ length: 25 }, (_, at) => (at - 12) / 12);
const weights = taps.map(tap => Math.exp(-3 * tap * tap));
const total = weights.reduce((sum, weight) => sum + weight, 0);

/** What every contact shadow is made with; made once, since compiling it takes longer than drawing. */
interface Kit {
  darkness: RenderTarget;
  between: RenderTarget;
  blurred: RenderTarget;
  darken: NodeMaterial;
  across: QuadMesh;
  along: QuadMesh;
  plane: Mesh;
  floor: { value: number };
  /** Metres that reach and spread are shares of. */
  scale: { value: number };
  /** The blur's width, in shares of the shadow's, by direction. */
  step: { value: Vector2 };
  opacity: { value: number };
}

let kit: Kit | undefined;

/**
 * Lays a soft shadow below what stands in a box: its height above the ground, seen from below, made darkness and blurred.
 * There is one at a time.
 */
export function layContactShadow(gpu: Gpu, world: World, box: Box3, ground: Ground): void {
  kit ??= makeKit();
  const size = box.getSize(new Vector3());
  const center = new Vector3((box.min.x + box.max.x) / 2, box.min.y, (box.min.z + box.max.z) / 2);
  const scale = Math.max(size.x, size.z, size.y * 0.5, 1e-6) / 2;
  const spread = 0.3 + 0.7 * ground.blur;
  const width = Math.max(size.x, size.z) + scale * spread * 1.6;
  kit.floor.value = center.y;
  kit.scale.value = scale;
  kit.opacity.value = ground.opacity;

  drawDarkness(gpu, kit, world, fromBelow(center, width, size.y, scale));
  const step = (spread * scale * 2) / width;
  blur(gpu, kit, kit.across, kit.between, new Vector2(step, 0));
  blur(gpu, kit, kit.along, kit.blurred, new Vector2(0, step));

  kit.plane.scale.set(width, 1, width);
  kit.plane.position.set(center.x, center.y - scale * 1e-3, center.z);
  world.add(kit.plane);
}

function makeKit(): Kit {
  const target = (depthBuffer: boolean) => new RenderTarget(side, side, { type: HalfFloatType, depthBuffer });
  const [darkness, between, blurred] = [target(true), target(false), target(false)];
  const [floor, scale, step, opacity] = [uniform(0), uniform(1), uniform(new Vector2()), uniform(1)];

  const height = positionWorld.y.sub(floor).max(0).div(scale);
  const [near, middle, wide] = layers.map(({ reach }) => exp(height.div(-reach))) as [
    Node<'float'>,
    Node<'float'>,
    Node<'float'>,
  ];
  const darken = new NodeMaterial();
  darken.fragmentNode = vec4(near, middle, wide, 1);
  darken.blending = NoBlending;

  const material = new MeshBasicNodeMaterial({ color: 0x000000, transparent: true, depthWrite: false });
  const light = layers
    .map(({ strength }, at) => float(1).sub(texture(blurred.texture)[channels[at] ?? 'r'].mul(strength)))
    .reduce((product, factor) => product.mul(factor));
  material.opacityNode = float(1).sub(light).mul(opacity);
  const plane = new Mesh(new PlaneGeometry(1, 1).rotateX(-Math.PI / 2), material);
  plane.renderOrder = -1;
  plane.userData['shared'] = true;

  return {
    darkness,
    between,
    blurred,
    darken,
    across: blurring(darkness, step),
    along: blurring(between, step),
    plane,
    floor,
    scale,
    step,
    opacity,
  };
}

/** Blurs each channel by its own layer's width, on one line. */
function blurring(from: RenderTarget, step: Node<'vec2'>): QuadMesh {
  const [r, g, b] = layers.map(({ spread }, at) =>
    taps
      .map((tap, index) =>
        texture(from.texture, uv().add(step.mul(tap * spread)))[channels[at] ?? 'r'].mul((weights[index] ?? 0) / total),
      )
      .reduce((sum, sample) => sum.add(sample)),
  ) as [Node<'float'>, Node<'float'>, Node<'float'>];
  const material = new NodeMaterial();
  material.fragmentNode = vec4(vec3(r, g, b), 1);
  material.blending = NoBlending;
  return new QuadMesh(material);
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

function drawDarkness({ renderer }: Gpu, { darken, darkness }: Kit, world: World, camera: OrthographicCamera): void {
  const { environment, background, backgroundNode } = world;
  Object.assign(world, { environment: null, background: null, backgroundNode: null, overrideMaterial: darken });
  renderer.setClearColor(0x000000, 0);
  renderer.setRenderTarget(darkness);
  renderer.render(world, camera);
  renderer.setRenderTarget(null);
  Object.assign(world, { environment, background, backgroundNode, overrideMaterial: null });
}

function blur({ renderer }: Gpu, kit: Kit, quad: QuadMesh, to: RenderTarget, step: Vector2): void {
  kit.step.value.copy(step);
  renderer.setRenderTarget(to);
  quad.render(renderer);
  renderer.setRenderTarget(null);
}
