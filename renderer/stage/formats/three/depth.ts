import { type Material, MeshBasicNodeMaterial, type Node, SRGBColorSpace } from 'three/webgpu';
import { colorSpaceToWorking, depth, positionWorld, vec3, vec4 } from 'three/tsl';

/** Materials that three.js draws with WebGL alone, as nodes: what they write goes to the screen as it is. */
const kinds: Readonly<Record<string, () => MeshBasicNodeMaterial>> = {
  /** Near is white, far is black. */
  MeshDepthMaterial: () => writing(vec3(depth.oneMinus())),
  /** From the scene's origin, 1 to 1000 metres, in red. */
  MeshDistanceMaterial: () => writing(vec3(positionWorld.length().sub(1).div(999).clamp(0, 1), 0, 0)),
};

export function depthMaterials(material: Material | Material[]): Material | Material[] {
  return Array.isArray(material) ? material.map(replaced) : replaced(material);
}

function replaced(material: Material): Material {
  const made = kinds[material.type]?.();
  if (!made) return material;
  const { side, visible, opacity, transparent, alphaTest, depthTest, depthWrite, polygonOffset } = material;
  return Object.assign(made, {
    name: material.name,
    wireframe: 'wireframe' in material && material.wireframe === true,
    side,
    visible,
    opacity,
    transparent,
    alphaTest,
    depthTest,
    depthWrite,
    polygonOffset,
  });
}

function writing(displayed: Node<'vec3'>): MeshBasicNodeMaterial {
  const material = new MeshBasicNodeMaterial();
  material.colorNode = colorSpaceToWorking(vec4(displayed, 1), SRGBColorSpace);
  material.fog = false;
  material.toneMapped = false;
  return material;
}
