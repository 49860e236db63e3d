import {
  BackSide,
  BufferGeometry,
  DoubleSide,
  Float32BufferAttribute,
  FrontSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  OrthographicCamera,
  PerspectiveCamera,
  PlaneGeometry,
  Points,
  type Side,
} from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTurnedAway } from '../../renderer/stage/graph/turned-away.ts';

function away(scale: [number, number, number], side: Side, from: number, isPerspective: boolean, ...more: Mesh[]) {
  const plane = new Mesh(new PlaneGeometry(1, 1), new MeshBasicMaterial({ side }));
  plane.scale.set(...scale);
  const camera = isPerspective ? new PerspectiveCamera() : new OrthographicCamera();
  camera.position.set(0.2, 0.1, from);
  camera.lookAt(0, 0, 0);
  const root = new Group().add(plane, ...more);
  for (const one of [root, camera]) one.updateMatrixWorld(true);
  return isTurnedAway(root, camera);
}

test('a surface with a front alone is turned away from who is behind it, mirrored or not', () => {
  for (const isPerspective of [true, false]) {
    assert.not(away([1, 1, 1], FrontSide, 4, isPerspective));
    assert.ok(away([1, 1, 1], FrontSide, -4, isPerspective));
    assert.ok(away([1, 1, 1], BackSide, 4, isPerspective));
    assert.not(away([1, 1, 1], DoubleSide, -4, isPerspective));
    // on its other side, and seen from there as drawn
    assert.ok(away([1, 1, -1], FrontSide, 4, isPerspective));
    assert.ok(away([-3, 1, 1], FrontSide, -4, isPerspective));
    assert.not(away([-3, 1, 1], FrontSide, 4, isPerspective));
  }
});

test('one thing that is seen is enough, and where there is nothing, nothing is turned', () => {
  const box = new BufferGeometry().setAttribute('position', new Float32BufferAttribute([0, 0, 0, 0, 1, 0, 1, 0, 0], 3));
  assert.not(away([1, 1, 1], FrontSide, -4, true, new Mesh(box, new MeshBasicMaterial())));
  assert.not(isTurnedAway(new Group(), new PerspectiveCamera()));
  assert.not(isTurnedAway(new Points(box), new PerspectiveCamera()));
});

test.run();
