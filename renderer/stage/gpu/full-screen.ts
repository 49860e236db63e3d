import { NoBlending, type Node, NodeMaterial, QuadMesh } from 'three/webgpu';

/** A quad over all of a target, which writes what a node says, in place of what is there. */
export function fullScreen(shading: Node): QuadMesh & { material: NodeMaterial } {
  const material = new NodeMaterial();
  material.fragmentNode = shading;
  material.blending = NoBlending;
  material.depthTest = false;
  material.depthWrite = false;
  material.toneMapped = false;
  return new QuadMesh(material) as QuadMesh & { material: NodeMaterial };
}
