import {
  type BufferGeometry,
  DoubleSide,
  Loader,
  type Material,
  type Mesh,
  type MeshBasicMaterial,
  MeshPhongMaterial,
  MeshLambertMaterial,
  MeshStandardMaterial,
  NoColorSpace,
  type Object3D,
  SRGBColorSpace,
  type Texture,
} from 'three/webgpu';
import { defaultMaterial } from '../materials/default-material.ts';

/**
 * Makes every Phong and Lambert material below `root` a standard one: those are lit by lamps alone, and a scene has an
 * environment. Images that are colours are read as sRGB, and what has no material gets the default material.
 */
export function standardize(root: Object3D): void {
  const made = new Map<Material, Material>();
  const standard = (material: Material): Material => {
    const known = made.get(material) ?? convert(material);
    made.set(material, known);
    return known;
  };
  root.traverse(object => {
    if (!('isMesh' in object)) return;
    const mesh = object as Mesh;
    mesh.material = Array.isArray(mesh.material) ? mesh.material.map(standard) : standard(mesh.material);
    completeNormals(mesh.geometry);
  });
}

function convert(material: Material): Material {
  colorImages(material);
  if (isDefault(material)) return likeIt(defaultMaterial(), material);
  if (material instanceof MeshPhongMaterial || material instanceof MeshLambertMaterial) return standardOf(material);
  return material;
}

/** What loaders make up where a file has no material: white, grey, magenta or black. */
function isDefault(material: Material): boolean {
  if ('map' in material && material.map) return false;
  if (material.name === Loader.DEFAULT_MATERIAL_NAME) return true;
  return (
    material instanceof MeshPhongMaterial &&
    material.name === '' &&
    material.color.getHex() === 0xffffff &&
    !material.vertexColors
  );
}

/** What of a made-up material belongs to the geometry. */
function likeIt(made: MeshStandardMaterial, material: Material): MeshStandardMaterial {
  made.vertexColors = material.vertexColors;
  if (made.vertexColors) made.color.set(0xffffff);
  if ('flatShading' in material) made.flatShading = material.flatShading === true;
  return made;
}

/** A standard material that looks like one of the older kinds. */
export function standardOf(old: MeshPhongMaterial | MeshLambertMaterial): MeshStandardMaterial {
  const { name, map, normalMap, bumpMap, bumpScale, alphaMap, emissiveMap, emissiveIntensity, aoMap, lightMap } = old;
  const { opacity, transparent, alphaTest, side, vertexColors, flatShading, wireframe, depthWrite, depthTest } = old;
  const made = new MeshStandardMaterial({
    name,
    opacity,
    transparent,
    alphaTest,
    // most of these formats have no word for it, and their viewers show both sides
    side: transparent ? side : DoubleSide,
    vertexColors,
    flatShading,
    wireframe,
  });
  Object.assign(made, {
    map,
    normalMap,
    bumpMap,
    bumpScale,
    alphaMap,
    emissiveMap,
    emissiveIntensity,
    aoMap,
    lightMap,
  });
  Object.assign(made, {
    depthWrite,
    depthTest,
    visible: old.visible,
    blending: old.blending,
    roughness: roughnessOf(old),
  });
  made.color.copy(old.color);
  made.emissive.copy(old.emissive);
  made.normalScale.copy(old.normalScale);
  made.userData = old.userData;
  return made;
}

/** As rough as the highlight of a Phong material is wide; without one it is matte. */
function roughnessOf(material: MeshPhongMaterial | MeshLambertMaterial): number {
  if (material instanceof MeshLambertMaterial) return 0.9;
  const { r, g, b } = material.specular;
  if (Math.max(r, g, b) < 0.01) return 0.9;
  return Math.min(0.95, Math.max(0.15, (2 / (Math.max(0, material.shininess) + 2)) ** 0.25));
}

/** Which images are colours, loaders of files that do not say leave open. */
function colorImages(material: Material): void {
  const { map, emissiveMap } = material as Partial<MeshBasicMaterial & MeshStandardMaterial>;
  for (const texture of [map, emissiveMap]) if (isOpen(texture)) texture.colorSpace = SRGBColorSpace;
}

function isOpen(texture: Texture | null | undefined): texture is Texture {
  return texture !== null && texture !== undefined && texture.colorSpace === NoColorSpace;
}

function completeNormals(geometry: BufferGeometry): void {
  if (!geometry.getAttribute('normal') && !geometry.getAttribute('framed')) geometry.computeVertexNormals();
}
