import { type Object3D, SkinnedMesh, Uint16BufferAttribute } from 'three/webgpu';

/** Every bone that a skin hangs on is there: three.js would stumble over others when it draws. @throws Error that names the mesh */
export function checkBones(root: Object3D): void {
  const below = new Set<Object3D | undefined>();
  root.traverse(object => below.add(object));
  root.traverse(object => {
    if (!(object instanceof SkinnedMesh)) return;
    // the list may have holes, which "every" would pass over
    const bones: (Object3D | undefined)[] = Array.from(object.skeleton.bones);
    if (!bones.every(bone => below.has(bone)) || farthest(object) >= bones.length)
      throw new Error(`"${object.name}" in it hangs on a bone that is not there`);
    countBones(object);
  });
}

/** Numbers of bones are whole, as those of other formats: three.js keeps a shader for both, and a GPU takes it for one of them alone. */
export function countBones({ geometry }: SkinnedMesh): void {
  const indices = geometry.getAttribute('skinIndex');
  if (!(indices?.array instanceof Float32Array)) return;
  const whole = Array.from({ length: indices.count * 4 }, (_, at) =>
    Math.max(0, indices.getComponent(Math.floor(at / 4), at % 4)),
  );
  geometry.setAttribute('skinIndex', new Uint16BufferAttribute(whole, 4));
}

/** The greatest index of a bone that pulls at a vertex. */
function farthest({ geometry }: SkinnedMesh): number {
  const [indices, weights] = [geometry.getAttribute('skinIndex'), geometry.getAttribute('skinWeight')];
  let most = -1;
  for (let at = 0; at < (indices?.count ?? 0); at++)
    for (let joint = 0; joint < 4; joint++)
      if (weights?.getComponent(at, joint) !== 0) most = Math.max(most, indices?.getComponent(at, joint) ?? 0);
  return most;
}
