import {
  CustomBlending,
  DoubleSide,
  MaxEquation,
  type Mesh,
  MeshBasicNodeMaterial,
  type Node,
  NodeMaterial,
  OneFactor,
  type OrthographicCamera,
  type RenderTarget,
  type Scene as World,
} from 'three/webgpu';
import { diffuseColor, exp, float, mix, normalFlat, positionWorld, select, uniform, vec3, vec4 } from 'three/tsl';
import type { Gpu } from '../gpu/gpu.ts';
import { shareHeldBy } from '../materials/light-held.ts';
import { alone } from '../occlusion/alone.ts';
import { type CasterMaterial, isCutOut, adoptingCutOuts } from '../occlusion/casters.ts';
import { drawables } from '../graph/drawables.ts';

/** How dark what stands above a ground makes it, seen from below. */
export interface Darkness {
  /** The ground's height, in metres. */
  floor: { value: number };
  /** Metres that reaches are shares of. */
  scale: { value: number };
  /** Draws it, one reach in each channel. Where textures say what casts it, those have to be there. */
  draw(gpu: Gpu, world: World, camera: OrthographicCamera, to: RenderTarget): void;
}

/** @param reaches heights at which something darkens the ground e times less, for red, green and blue */
export function createDarkness(reaches: readonly [number, number, number]): Darkness {
  const [floor, scale] = [uniform(0), uniform(1)];
  const height = positionWorld.y.sub(floor).max(0).div(scale);
  const [near, middle, wide] = reaches.map(reach => exp(height.div(-reach))) as [
    Node<'float'>,
    Node<'float'>,
    Node<'float'>,
  ];
  const share = uniform(1).onObjectUpdate(({ object }) => shareHeldBy(object));
  // glass that is seen from its edge reflects what it would let through, or bends it aside
  const glassy = mix(share, float(1), float(1).sub(normalFlat.z.abs()));
  const held = vec3(near, middle, wide).mul(select(share.lessThan(1), glassy, share));
  const whole = darkening(new NodeMaterial());
  whole.fragmentNode = vec4(held, 1);
  const sheer: CasterMaterial = adoptingCutOuts(darkening(new MeshBasicNodeMaterial()));
  Object.assign(sheer, { fog: false, lights: false });
  sheer.outputNode = vec4(held.mul(diffuseColor.a), 1);

  return {
    floor,
    scale,
    draw({ renderer }, world, camera, to) {
      const cut = texturedIn(world);
      renderer.setClearColor(0x000000, 0);
      renderer.setRenderTarget(to);
      const render = (): void => renderer.render(world, camera);
      try {
        without(cut, () => drawWhole(world, whole, render));
        renderer.autoClear = false;
        if (cut.length > 0) drawCut(world, sheer, cut, render);
      } finally {
        renderer.autoClear = true;
        renderer.setRenderTarget(null);
      }
    },
  };
}

/** Of all that is above a place, what darkens it most: below glass that is what stands in it; and a sheet has no wrong side. */
function darkening<M extends NodeMaterial>(material: M): M {
  const most = { blending: CustomBlending, blendEquation: MaxEquation, blendSrc: OneFactor, blendDst: OneFactor };
  return Object.assign(material, most, {
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
    forceSinglePass: true,
  });
}

/** What casts as much as a texture leaves of it. */
export function texturedIn(world: World): Mesh[] {
  return drawables(world).filter((object): object is Mesh => 'isMesh' in object && isTextured(object));
}

/** Whether a texture says where a surface is. */
function isTextured({ material }: Mesh): boolean {
  return [material].flat().some(one => {
    const { map, alphaMap, maskNode } = one as Partial<Record<'map' | 'alphaMap' | 'maskNode', object | null>>;
    return isCutOut(one) && Boolean(map ?? alphaMap ?? maskNode);
  });
}

/** While some things are not to be seen. */
function without(things: readonly Mesh[], work: () => void): void {
  const masks = things.map(({ layers }) => layers.mask);
  for (const { layers } of things) layers.mask = 0;
  try {
    work();
  } finally {
    for (const [at, { layers }] of things.entries()) layers.mask = masks[at] ?? 1;
  }
}

function drawWhole(world: World, material: NodeMaterial, render: () => void): void {
  const { environment, background, backgroundNode } = world;
  Object.assign(world, { environment: null, background: null, backgroundNode: null, overrideMaterial: material });
  try {
    render();
  } finally {
    Object.assign(world, { environment, background, backgroundNode, overrideMaterial: null });
  }
}

function drawCut(world: World, material: CasterMaterial, cut: readonly Mesh[], render: () => void): void {
  const things = cut.map(mesh => ({ mesh, material }));
  const shown = alone(world, things);
  try {
    shown.show(material, (_, own) => own);
    render();
  } finally {
    shown.restore();
  }
}
