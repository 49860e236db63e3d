import {
  type Color,
  DoubleSide,
  type Material,
  type Mesh,
  MeshBasicNodeMaterial,
  NoBlending,
  type NodeMaterial,
  type Object3D,
  type Side,
} from 'three/webgpu';
import { drawables } from '../points.ts';
import { luminance } from './luminance.ts';

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
  wear?: (own: Material | undefined) => void;
}

/** By what is drawn, and from which sides it is seen. */
const materials = new Map<string, CasterMaterial>();

/** What of a scene keeps light away. */
export function castersOf(subject: Object3D): Caster[] {
  return drawables(subject)
    .filter((object): object is Mesh => 'isMesh' in object && object.castShadow)
    .map(mesh => {
      const each = [mesh.material].flat();
      const [first] = each;
      return { mesh, share: first ? shareHeld(first) : 0, material: casting(kindOf(each), sideOf(each)) };
    });
}

/** All of a surface, what a texture leaves of it, or the less of that the more transparent it is. */
type Kind = 'whole' | 'cut' | 'sheer';

function kindOf(each: readonly Material[]): Kind {
  if (each[0]?.transparent) return 'sheer';
  return each.some(isCutOut) ? 'cut' : 'whole';
}

function sideOf([first, ...others]: readonly Material[]): Side {
  return first && others.every(({ side }) => side === first.side) ? first.side : DoubleSide;
}

/** Whether more than its triangles decides where a surface is. */
function isCutOut({ alphaTest, alphaHash, transparent, ...others }: Material): boolean {
  return alphaTest > 0 || alphaHash || transparent || Boolean((others as Partial<NodeMaterial>).maskNode);
}

function casting(kind: Kind, side: Side): CasterMaterial {
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
  if (kind !== 'whole')
    material.wear = own => {
      const { map = null, maskNode = null } = (own ?? {}) as Partial<Pick<MeshBasicNodeMaterial, 'map' | 'maskNode'>>;
      Object.assign(material, { map, maskNode });
    };
  return material;
}

/** Triangles that are drawn for all directions together, about: of a model with a million, each direction costs a CPU as much as the picture. */
const triangles = 1_500_000;
/** Directions that there are in any case. */
const fewest = 8;

/** Of the directions that are wanted, how many are worth what they cost. */
export function affordable(count: number, casters: readonly Caster[]): number {
  const each = casters.reduce((sum, { mesh }) => sum + trianglesOf(mesh), 1);
  return Math.min(count, Math.max(fewest, Math.floor(triangles / each)));
}

function trianglesOf(mesh: Mesh): number {
  const { geometry } = mesh;
  const corners = geometry.getIndex()?.count ?? geometry.getAttribute('position')?.count ?? 0;
  return (corners / 3) * ('count' in mesh && typeof mesh.count === 'number' ? mesh.count : 1);
}

function shareHeld(material: Material): number {
  const solid = 1 - transmissionOf(material) * tintOf(material);
  return material.transparent ? material.opacity * solid : solid;
}

function transmissionOf(material: Material): number {
  return 'transmission' in material && typeof material.transmission === 'number' ? material.transmission : 0;
}

/** What of light comes through clear glass, at its two surfaces. */
const clear = 0.9;

/** Share of the light that comes through a glass, of what its `transmission` lets in. */
function tintOf(material: Material): number {
  const { color, attenuationColor, attenuationDistance, thickness } = material as Partial<{
    color: Color;
    attenuationColor: Color;
    attenuationDistance: number;
    thickness: number;
  }>;
  const within =
    attenuationColor && thickness ? lightness(attenuationColor) ** (thickness / (attenuationDistance || Infinity)) : 1;
  return clear * (color ? lightness(color) : 1) * within;
}

function lightness({ r, g, b }: Color): number {
  return luminance(r, g, b);
}
