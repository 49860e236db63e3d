import { Bone, BufferGeometry, Float32BufferAttribute, Group, Skeleton, SkinnedMesh } from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkBones } from '../../renderer/stage/formats/bones.ts';

function skinned(indices: number[]): SkinnedMesh {
  const geometry = new BufferGeometry()
    .setAttribute('position', new Float32BufferAttribute([0, 0, 0], 3))
    .setAttribute('skinIndex', new Float32BufferAttribute(indices, 4))
    .setAttribute('skinWeight', new Float32BufferAttribute([0.5, 0.5, 0, 0], 4));
  const bones = [new Bone(), new Bone()];
  const mesh = new SkinnedMesh(geometry);
  mesh.add(...bones);
  mesh.bind(new Skeleton(bones));
  return mesh;
}

test('numbers of bones are whole in every format: shaders for them are shared', () => {
  const mesh = skinned([1, 0, -1, 0]);
  checkBones(new Group().add(mesh));
  assert.equal(mesh.geometry.getAttribute('skinIndex').array, new Uint16Array([1, 0, 0, 0]));
});

test('a bone that is not there is told', () => {
  assert.throws(() => checkBones(new Group().add(skinned([1, 2, 0, 0]))), 'hangs on a bone that is not there');
});

test.run();
