import { Color, DoubleSide, type Material, type Mesh, NoBlending, NodeMaterial, type Object3D } from 'three/webgpu';
import { vec4 } from 'three/tsl';
import { drawables } from '../points.ts';
import { luminance } from './luminance.ts';

/** What keeps light away, and how it is drawn into a map of depths. */
export interface Caster {
  mesh: Mesh;
  material: NodeMaterial;
  /** Share of the light that it holds back, 0–1. */
  share: number;
}

let materials: { solid: NodeMaterial; sheer: NodeMaterial } | undefined;

/** What of a scene keeps light away. */
export function castersOf(subject: Object3D): Caster[] {
  const { solid, sheer } = (materials ??= { solid: casting(), sheer: Object.assign(casting(), { alphaHash: true }) });
  return drawables(subject)
    .filter((object): object is Mesh => 'isMesh' in object && object.castShadow)
    .map(mesh => {
      const [first] = [mesh.material].flat();
      if (!first) return { mesh, material: solid, share: 0 };
      // where a texture makes holes, sheer has them too
      return { mesh, material: first.transparent ? sheer : solid, share: shareHeld(first) };
    });
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

/** Draws depth, and leaves out what a material cuts out by its alpha. */
function casting(): NodeMaterial {
  const material = new NodeMaterial();
  material.colorNode = vec4(0, 0, 0, 1);
  material.blending = NoBlending;
  material.side = DoubleSide;
  // so that three.js takes a cut-out's texture and threshold over
  return Object.assign(material, { isShadowPassMaterial: true, fog: false, lights: false });
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
