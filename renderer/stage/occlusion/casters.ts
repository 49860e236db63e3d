import {
  DoubleSide,
  type Material,
  type Mesh,
  MeshBasicNodeMaterial,
  NoBlending,
  type NodeMaterial,
  type Object3D,
  type Side,
} from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { shareHeld } from '../materials/light-held.ts';
import { drawables } from '../graph/drawables.ts';

/** What keeps light away, and how it is drawn into a map of depths. */
export interface Caster {
  mesh: Mesh;
  material: CasterMaterial;
  /** Share of the light that it holds back, 0–1. */
  share: number;
}

/** Draws depth in place of a surface's own material. */
export interface CasterMaterial extends MeshBasicNodeMaterial {
  /** Takes over what cuts holes into that; none where nothing does. */
  adoptCutOut?: (own: Material | undefined) => void;
}

/** By what is drawn, and from which sides it is seen. */
const materialsOf = perGpu(() => new Map<string, CasterMaterial>());

/** What of a scene keeps light away. */
export function castersOf(gpu: Gpu, subject: Object3D): Caster[] {
  const materials = materialsOf(gpu);
  return drawables(subject)
    .filter((object): object is Mesh => 'isMesh' in object && object.castShadow)
    .map(mesh => {
      const each = [mesh.material].flat();
      const [first] = each;
      return { mesh, share: first ? shareHeld(first) : 0, material: casting(materials, kindOf(each), sideOf(each)) };
    });
}

/** All of a surface, what a texture leaves of it, or the less of that the more transparent it is. */
type Kind = 'whole' | 'cut' | 'sheer';

function kindOf(each: readonly Material[]): Kind {
  if (each[0]?.transparent) return 'sheer';
  return each.some(isCutOut) ? 'cut' : 'whole';
}

/** The sides from which a surface is seen: both, where its materials differ in it. */
export function sideOf([first, ...others]: readonly Material[]): Side {
  return first && others.every(({ side }) => side === first.side) ? first.side : DoubleSide;
}

/** Whether more than its triangles decides where a surface is. */
export function isCutOut({ alphaTest, alphaHash, transparent, ...others }: Material): boolean {
  return alphaTest > 0 || alphaHash || transparent || Boolean((others as Partial<NodeMaterial>).maskNode);
}

function casting(materials: Map<string, CasterMaterial>, kind: Kind, side: Side): CasterMaterial {
  const key = `${kind} ${side}`;
  const made = materials.get(key) ?? create(kind, side);
  materials.set(key, made);
  return made;
}

/**
 * three.js has materials of its own for shadows, but builds the shader of each cut-out's anew, and has all others look their texture up.
 */
function create(kind: Kind, side: Side): CasterMaterial {
  const material: CasterMaterial = new MeshBasicNodeMaterial();
  Object.assign(material, { side, alphaHash: kind === 'sheer', forceSinglePass: true });
  Object.assign(material, { blending: NoBlending, colorWrite: false, fog: false, lights: false });
  return kind === 'whole' ? material : adoptingCutOuts(material);
}

/** Has a material take over what cuts holes into another; three.js hands it the other's `alphaTest` and `alphaMap` itself. */
export function adoptingCutOuts(material: CasterMaterial): CasterMaterial {
  material.adoptCutOut = own => {
    const { map = null, maskNode = null } = (own ?? {}) as Partial<Pick<MeshBasicNodeMaterial, 'map' | 'maskNode'>>;
    Object.assign(material, { map, maskNode });
  };
  return material;
}

/** Triangles that are drawn for all directions together, about: of a large model, each direction costs a CPU as much as the rest of the picture. */
const triangles = 150_000;
/** Directions that there are in any case, as long as a model is not beyond all measure, and that one is looked at in. */
const few = 16;
const fewest = 8;
const large = 1_500_000;

/** Triangles that a caster costs as much as beside its own, where three.js draws it with its textures. */
const cutOutCost = 800;

/** Of the directions that are wanted, how many are worth what they cost: `wanted`, or half of that, or half again. */
export function affordable(wanted: number, casters: readonly Caster[]): number {
  const each = casters.reduce(
    (sum, { mesh, material }) => sum + trianglesOf(mesh) + (material.adoptCutOut ? cutOutCost : 0),
    1,
  );
  let count = wanted;
  while (count > fewest && count * each > (count > few ? triangles : large)) count /= 2;
  return count;
}

function trianglesOf(mesh: Mesh): number {
  const { geometry } = mesh;
  const corners = geometry.getIndex()?.count ?? geometry.getAttribute('position')?.count ?? 0;
  return (corners / 3) * ('count' in mesh && typeof mesh.count === 'number' ? mesh.count : 1);
}

/** What lets a share of the light through casts in a share of the directions, and is as good as not there in the others. */
export function isHeld(share: number, direction: number): boolean {
  return share > (direction * Math.SQRT2 + 0.5) % 1;
}
