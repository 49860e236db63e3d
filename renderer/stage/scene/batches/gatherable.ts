import { type BufferGeometry, type Material, Mesh, type Object3D } from 'three/webgpu';

/** Whether a thing looks the same as a part of another: it hides what is behind it, in whichever order they are drawn. */
export function isGatherable(object: Object3D): object is Mesh<BufferGeometry, Material> {
  if (object.constructor !== Mesh) return false;
  const { geometry, material, onBeforeRender, onAfterRender } = object as Mesh;
  const { prototype } = Mesh;
  const isHooked = onBeforeRender !== prototype.onBeforeRender || onAfterRender !== prototype.onAfterRender;
  return !isHooked && !Array.isArray(material) && isSolid(material) && isPlain(geometry);
}

/** What depends on the order of drawing, or on the shape's own axes, is left out. */
function isSolid(material: Material): boolean {
  const { transparent, alphaHash, depthTest, depthWrite, stencilWrite } = material;
  if (transparent || alphaHash || !depthTest || !depthWrite || stencilWrite || 'isNodeMaterial' in material)
    return false;
  // not by taking it apart: three.js has some of a material's properties in its class
  const { transmission = 0, displacementMap = null } = material as { transmission?: number; displacementMap?: unknown };
  return transmission === 0 && displacementMap === null;
}

/** Corners of triangles: of a shape with more, it is not the draw that takes the time. */
const mostCorners = 50_000;

function isPlain({ attributes, morphAttributes, drawRange, index }: BufferGeometry): boolean {
  const isWhole = drawRange.start === 0 && drawRange.count === Infinity;
  const isRigid = Object.keys(morphAttributes).length === 0;
  if (!isWhole || !isRigid || !attributes['position'] || 'framed' in attributes) return false;
  return (index ?? attributes['position']).count <= mostCorners && Object.values(attributes).every(isOfVertices);
}

function isOfVertices(attribute: object): boolean {
  return !('isInstancedBufferAttribute' in attribute || 'isFloat16BufferAttribute' in attribute);
}
