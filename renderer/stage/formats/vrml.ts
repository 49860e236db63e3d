import { Group, Mesh, SphereGeometry } from 'three/webgpu';
import { VRMLLoader } from 'three/addons/loaders/VRMLLoader.js';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** The radius of the spheres that the loader makes of a Background: a scene's own is drawn instead. */
const sky = 10_000;

/** VRML has metres, and y up. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const scene = new VRMLLoader(manager).parse(new TextDecoder().decode(bytes), '');
  const backgrounds: Mesh[] = [];
  scene.traverse(object => {
    if (
      object instanceof Mesh &&
      object.geometry instanceof SphereGeometry &&
      object.geometry.parameters.radius === sky &&
      !object.material.depthWrite
    )
      backgrounds.push(object);
  });
  for (const background of backgrounds) background.removeFromParent();
  return { root: new Group().add(...scene.children), animations: [] };
}
