import {
  AnimationClip,
  Bone,
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CylinderGeometry,
  Float32BufferAttribute,
  Mesh,
  MeshBasicMaterial,
  MeshNormalMaterial,
  Scene,
  Skeleton,
  SkinnedMesh,
  VectorKeyframeTrack,
} from 'three';
import { scene, placed, looking } from './stand.ts';

export function skinned(): Scene {
  // its own parameters are all that is written of a cylinder
  const geometry = new BufferGeometry().copy(new CylinderGeometry(0.3, 0.3, 2, 16, 12));
  const position = geometry.getAttribute('position');
  const weights = Array.from({ length: position.count }, (_, at) => {
    const up = Math.min(1, Math.max(0, position.getY(at) + 0.5));
    return [1 - up, up, 0, 0];
  });
  const indices = weights.map(() => [0, 1, 0, 0]);
  geometry.setAttribute('skinIndex', new BufferAttribute(new Uint16Array(indices.flat()), 4));
  geometry.setAttribute('skinWeight', new BufferAttribute(new Float32Array(weights.flat()), 4));
  const [root, tip] = [placed(new Bone(), 0, -1, 0), placed(new Bone(), 0, 1, 0)];
  root.add(tip);
  const mesh = new SkinnedMesh(geometry, new MeshNormalMaterial());
  mesh.add(root);
  mesh.bind(new Skeleton([root, tip]));
  tip.rotation.z = 0.9;
  return scene([mesh, looking(0, 0, 5)], 0x202428);
}

export function animated(): Scene {
  const box = new Mesh(new BoxGeometry(0.6, 0.6, 0.6), new MeshNormalMaterial());
  const other = placed(new Mesh(new BoxGeometry(0.3, 0.3, 0.3), new MeshBasicMaterial({ color: 0xffcc33 })), 0, 1, 0);
  const made = scene([box, other, looking(0, 0, 5)], 0x202428);
  // one clip names its target by uuid, from the scene; the other is the object's own
  made.animations = [
    new AnimationClip('slide', 2, [new VectorKeyframeTrack(`${box.uuid}.position`, [0, 2], [-1.5, 0, 0, 1.5, 0, 0])]),
  ];
  other.animations = [new AnimationClip('grow', 1, [new VectorKeyframeTrack('.scale', [0, 1], [1, 1, 1, 4, 1, 1])])];
  return made;
}

export function morphed(): Scene {
  const geometry = new BufferGeometry().copy(new BoxGeometry(1, 1, 1, 4, 4, 4));
  const { array } = geometry.getAttribute('position');
  const round = Array.from(array);
  for (let at = 0; at < round.length; at += 3) {
    const length = Math.hypot(round[at] ?? 0, round[at + 1] ?? 0, round[at + 2] ?? 0);
    for (const axis of [0, 1, 2]) round[at + axis] = ((round[at + axis] ?? 0) / length) * 0.8;
  }
  geometry.morphAttributes['position'] = [new Float32BufferAttribute(round, 3)];
  const made = [0, 0.5, 1].map((influence, at) => {
    const mesh = placed(new Mesh(geometry, new MeshNormalMaterial({ flatShading: true })), at * 1.6 - 1.6, 0, 0);
    mesh.morphTargetInfluences = [influence];
    return mesh;
  });
  return scene([...made, looking(1, 2, 6)], 0x202428);
}
