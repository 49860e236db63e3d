import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  BoxGeometry,
  InstancedMesh,
  type Material,
  Mesh,
  MeshBasicNodeMaterial,
  MeshPhysicalMaterial,
  type MeshPhysicalMaterialParameters,
  MeshStandardMaterial,
  PlaneGeometry,
  SkinnedMesh,
  Texture,
} from 'three/webgpu';
import { isGatherable } from '../../renderer/stage/scene/batches/gatherable.ts';

const box = new BoxGeometry();

function isGathered(material: Material): boolean {
  return isGatherable(new Mesh(box, material));
}

test('solid things can be drawn together, and cut-outs too', () => {
  assert.ok(isGathered(new MeshStandardMaterial()));
  assert.ok(isGathered(new MeshPhysicalMaterial({ alphaTest: 0.5, clearcoat: 1 })));
});

test('what depends on the order of drawing or on its own axes is drawn by itself', () => {
  const alone: MeshPhysicalMaterialParameters[] = [
    { transparent: true },
    { transmission: 0.5 },
    { alphaHash: true },
    { depthTest: false },
    { depthWrite: false },
    { stencilWrite: true },
    { displacementMap: new Texture() },
  ];
  for (const fields of alone) assert.not.ok(isGathered(new MeshPhysicalMaterial(fields)), Object.keys(fields).join());
  assert.not.ok(isGathered(new MeshBasicNodeMaterial()));
});

test('what bends, repeats, has hooks or several materials is drawn by itself, and what is large', () => {
  const material = new MeshStandardMaterial();
  const hooked = Object.assign(new Mesh(box, material), { onBeforeRender: () => {} });
  const part = box.clone();
  part.setDrawRange(0, 6);
  const morphed = box.clone();
  morphed.morphAttributes.position = [box.getAttribute('position')];
  assert.not.ok(isGatherable(new SkinnedMesh(box, material)));
  assert.not.ok(isGatherable(new InstancedMesh(box, material, 2)));
  assert.not.ok(isGatherable(new Mesh(box, [material, material])));
  assert.not.ok(isGatherable(hooked));
  for (const geometry of [part, morphed, new PlaneGeometry(1, 1, 100, 100)])
    assert.not.ok(isGatherable(new Mesh(geometry, material)));
});

test.run();
