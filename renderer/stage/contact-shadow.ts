import {
  type Box3,
  HalfFloatType,
  Mesh,
  MeshBasicNodeMaterial,
  NoBlending,
  NodeMaterial,
  OrthographicCamera,
  PlaneGeometry,
  QuadMesh,
  RedFormat,
  RenderTarget,
  type Scene as World,
  Vector3,
} from 'three/webgpu';
import { exp, float, positionWorld, texture, uniform, uv, vec2, vec4 } from 'three/tsl';
import type { Ground } from '../../scenes/ground.ts';
import type { Gpu } from './gpu.ts';

/** Texels per side of the shadow. It is soft, so few are enough. */
const side = 256;

/** How a shadow is layered: dark where things touch the ground, fainter and wider for what is further above it. */
const layers = [
  { channel: 'r', reach: 0.03, spread: 0.012, strength: 0.8 },
  { channel: 'g', reach: 0.25, spread: 0.08, strength: 0.45 },
  { channel: 'b', reach: 1, spread: 0.3, strength: 0.3 },
] as const;

interface Floor {
  center: Vector3;
  /** Metres. */
  width: number;
  /** Half the size of what stands on it, metres: what reach and spread are shares of. */
  scale: number;
}

/** Lays a soft shadow below the subject: its height above the ground, seen from below, made darkness and blurred. */
export function contactShadow(gpu: Gpu, world: World, box: Box3, ground: Ground): { dispose(): void } {
  const size = box.getSize(new Vector3());
  const scale = Math.max(size.x, size.z, size.y * 0.5, 1e-6) / 2;
  const spread = 0.3 + 0.7 * ground.blur;
  const floor: Floor = {
    center: new Vector3((box.min.x + box.max.x) / 2, box.min.y, (box.min.z + box.max.z) / 2),
    width: Math.max(size.x, size.z) + scale * spread * 1.6,
    scale,
  };

  const darkness = new RenderTarget(side, side, { type: HalfFloatType });
  const blurred = layers.map(
    () => new RenderTarget(side, side, { type: HalfFloatType, format: RedFormat, depthBuffer: false }),
  );
  drawDarkness(gpu, world, floor, size.y, darkness);
  blurLayers(gpu, darkness, blurred, (spread * scale * 2) / floor.width);

  const plane = new Mesh(
    new PlaneGeometry(floor.width, floor.width).rotateX(-Math.PI / 2),
    shade(blurred, ground.opacity),
  );
  plane.position.copy(floor.center);
  plane.position.y -= scale * 1e-3;
  plane.renderOrder = -1;
  world.add(plane);
  return {
    dispose() {
      for (const target of [darkness, ...blurred]) target.dispose();
    },
  };
}

/** Each layer's darkness in a channel of its own, from a camera below the ground that looks up. */
function drawDarkness(
  { renderer }: Gpu,
  world: World,
  { center, width, scale }: Floor,
  height: number,
  target: RenderTarget,
): void {
  const camera = new OrthographicCamera(-width / 2, width / 2, width / 2, -width / 2, 0, height + scale);
  camera.position.copy(center);
  camera.position.y -= scale * 0.01;
  camera.up.set(0, 0, 1);
  camera.lookAt(center.x, center.y + 1, center.z);
  camera.updateMatrixWorld(true);

  const above = positionWorld.y.sub(center.y).max(0).div(scale);
  const [r, g, b] = layers.map(({ reach }) => exp(above.div(-reach)));
  const material = new NodeMaterial();
  material.fragmentNode = vec4(r ?? float(0), g ?? float(0), b ?? float(0), 1);
  material.blending = NoBlending;

  const { environment, background, backgroundNode } = world;
  Object.assign(world, { environment: null, background: null, backgroundNode: null, overrideMaterial: material });
  renderer.setClearColor(0x000000, 0);
  renderer.setRenderTarget(target);
  renderer.render(world, camera);
  renderer.setRenderTarget(null);
  Object.assign(world, { environment, background, backgroundNode, overrideMaterial: null });
  material.dispose();
}

type Channel = (typeof layers)[number]['channel'];
type Step = [u: number, v: number];

/** Gaussian, in two directions, each layer by its own width. */
function blurLayers({ renderer }: Gpu, darkness: RenderTarget, blurred: RenderTarget[], spread: number): void {
  const between = new RenderTarget(side, side, { type: HalfFloatType, format: RedFormat, depthBuffer: false });
  for (const [at, layer] of layers.entries()) {
    const target = blurred[at];
    if (!target) continue;
    const width = layer.spread * spread;
    blur(renderer, darkness, layer.channel, [width, 0], between);
    blur(renderer, between, 'r', [0, width], target);
  }
  between.dispose();
}

const taps = Array.from({ length: 25 }, (_, at) => (at - 12) / 12);
const weights = taps.map(tap => Math.exp(-3 * tap * tap));
const total = weights.reduce((sum, weight) => sum + weight, 0);

function blur(renderer: Gpu['renderer'], from: RenderTarget, channel: Channel, [u, v]: Step, to: RenderTarget): void {
  const samples = taps.map((tap, at) =>
    texture(from.texture, uv().add(vec2(u * tap, v * tap)))[channel].mul((weights[at] ?? 0) / total),
  );
  const material = new NodeMaterial();
  material.fragmentNode = vec4(
    samples.reduce((sum, sample) => sum.add(sample)),
    0,
    0,
    1,
  );
  material.blending = NoBlending;
  const quad = new QuadMesh(material);
  renderer.setRenderTarget(to);
  quad.render(renderer);
  renderer.setRenderTarget(null);
  material.dispose();
}

function shade(blurred: RenderTarget[], opacity: number): MeshBasicNodeMaterial {
  const light = blurred
    .map((target, at) => float(1).sub(texture(target.texture).r.mul(layers[at]?.strength ?? 0)))
    .reduce((product, factor) => product.mul(factor));
  const material = new MeshBasicNodeMaterial({ color: 0x000000, transparent: true, depthWrite: false });
  material.opacityNode = float(1).sub(light).mul(uniform(opacity));
  return material;
}
