import {
  FloatType,
  type Material,
  type Mesh,
  MeshBasicNodeMaterial,
  NearestFilter,
  NoBlending,
  type Object3D,
  RenderTarget,
  type Scene as World,
  type Side,
  type UniformNode,
  Vector3,
} from 'three/webgpu';
import {
  abs,
  context,
  float,
  floor,
  Fn,
  faceDirection,
  max,
  normalWorldGeometry,
  positionWorld,
  step,
  uniform,
  vec2,
  vec4,
} from 'three/tsl';
import type { StageCamera } from '../camera/camera.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { drawables } from '../graph/drawables.ts';
import { alone } from './alone.ts';
import { type CasterMaterial, isCutOut, sideOf, adoptingCutOuts } from './casters.ts';
import { isLit } from './lit.ts';

/** What of a scene is shaded, in layers: what is seen through lies before what is not, and both are seen. */
export const layers = ['solid', 'veil'] as const;
export type Layer = (typeof layers)[number];

/** In which layer a material is. */
export function layerOf(material: Material): Layer {
  return material.transparent || ('transmission' in material && Number(material.transmission) > 0) ? 'veil' : 'solid';
}

/** Steps to which each half of a normal is rounded: both fit into one float exactly. */
const steps = 4095;

const bare = context();

/** What a stage draws surfaces with. */
interface Kit {
  /** Of the scene, in metres. */
  center: UniformNode<'vec3', Vector3>;
  radius: UniformNode<'float', number>;
  materials: Map<string, CasterMaterial>;
}

const kitOf = perGpu((): Kit => ({ center: uniform(new Vector3()), radius: uniform(1), materials: new Map() }));

/** A target for places: relative to the scene's sphere, and the normal in one number, which is 0 where nothing is. */
export function placesTarget(): RenderTarget {
  const target = new RenderTarget(1, 1, { type: FloatType });
  target.texture.minFilter = target.texture.magFilter = NearestFilter;
  return target;
}

/** Lit meshes of a layer. */
export function surfacesOf(subject: Object3D, layer: Layer): Mesh[] {
  return drawables(subject).filter(
    (object): object is Mesh =>
      'isMesh' in object && [object.material].flat().some(one => isLit(one) && layerOf(one) === layer),
  );
}

/** A scene as it is looked at. */
export interface SurfaceView {
  world: World;
  camera: StageCamera;
  /** Around all of it, in metres. */
  sphere: { center: Vector3; radius: number };
}

/** Draws where the surfaces are that a camera sees first, and how they face. */
export function drawSurfaces(
  gpu: Gpu,
  { world, camera, sphere }: SurfaceView,
  surfaces: readonly Mesh[],
  target: RenderTarget,
): void {
  const { renderer } = gpu;
  const kit = kitOf(gpu);
  kit.center.value.copy(sphere.center);
  kit.radius.value = sphere.radius;
  const seen = alone(
    world,
    surfaces.map(mesh => ({ mesh, material: materialFor(kit, [mesh.material].flat()) })),
  );
  try {
    renderer.contextNode = bare;
    renderer.setClearColor(0x000000, 0);
    renderer.setRenderTarget(target);
    for (const kind of seen.kinds) {
      seen.show(kind, (_, own) => own);
      renderer.render(world, camera);
      renderer.autoClear = false;
    }
  } finally {
    renderer.autoClear = true;
    renderer.setRenderTarget(null);
    seen.restore();
  }
}

function materialFor(kit: Kit, each: readonly Material[]): CasterMaterial {
  const isCut = each.some(isCutOut);
  const side = sideOf(each);
  const isFlat = each.some(one => 'flatShading' in one && one.flatShading === true);
  const key = `${isCut} ${side} ${isFlat}`;
  const made = kit.materials.get(key) ?? create(kit, isCut, side, isFlat);
  kit.materials.set(key, made);
  return made;
}

function create({ center, radius }: Kit, isCut: boolean, side: Side, isFlat: boolean): CasterMaterial {
  const material: CasterMaterial = new MeshBasicNodeMaterial();
  Object.assign(material, { side, forceSinglePass: true, blending: NoBlending, fog: false, lights: false });
  Object.assign(material, { flatShading: isFlat });
  // of the side that is seen; by its winding, since along a silhouette normals are blended past the edge
  const normal = normalWorldGeometry.mul(faceDirection);
  material.outputNode = vec4(positionWorld.sub(center).div(radius), packed(normal));
  return isCut ? adoptingCutOuts(material) : material;
}

/** A unit vector in one float: its octahedron, unfolded. One more than that, since 0 is nothing. */
const packed = Fn(([normal]: [typeof normalWorldGeometry]) => {
  const n = normal.div(abs(normal.x).add(abs(normal.y)).add(abs(normal.z))).toVar();
  const sign = vec2(step(0, n.x).mul(2).sub(1), step(0, n.y).mul(2).sub(1));
  const folded = vec2(float(1).sub(abs(n.y)), float(1).sub(abs(n.x))).mul(sign);
  const flat = n.z.lessThan(0).select(folded, n.xy);
  const parts = floor(max(flat.mul(0.5).add(0.5), 0).mul(steps).add(0.5)).toVar();
  return parts.x
    .mul(steps + 1)
    .add(parts.y)
    .add(1);
});

/** The same, unpacked: WGSL. */
export const unpacking = /* wgsl */ `
  fn facing(packed: f32) -> vec3f {
    let whole = packed - 1.0;
    let x = floor(whole / ${steps + 1}.0);
    let flat = vec2f(x, whole - x * ${steps + 1}.0) / ${steps}.0 * 2.0 - 1.0;
    let z = 1.0 - abs(flat.x) - abs(flat.y);
    let folded = (vec2f(1.0) - abs(flat.yx)) * select(vec2f(-1.0), vec2f(1.0), flat >= vec2f(0.0));
    return normalize(vec3f(select(folded, flat, z >= 0.0), z));
  }
`;
