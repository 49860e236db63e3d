import { BufferGeometry, Float32BufferAttribute, Group, Mesh, MeshBasicNodeMaterial } from 'three/webgpu';
import { positionGeometry } from 'three/tsl';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasArea } from '../../renderer/stage/graph/area.ts';

function mesh(...places: number[]): Mesh {
  return new Mesh(new BufferGeometry().setAttribute('position', new Float32BufferAttribute(places, 3)));
}

const onALine = [0, 0, 0, 1, 2, 3, -1, -2, -3];

test('faces that are all on a line cover nothing', () => {
  assert.not(hasArea(mesh(...onALine)));
  assert.not(hasArea(mesh(5, 5, 5, 5, 5, 5, 5, 5, 5)));
  assert.not(hasArea(mesh()));
  assert.not(hasArea(new Group()));
});

test('one face among them is enough, however small or narrow', () => {
  assert.ok(hasArea(mesh(...onALine, 0, 0, 0, 1e-6, 0, 0, 0, 1e-6, 0)));
  assert.ok(hasArea(mesh(0, 0, 0, 1e6, 0, 0, 0, 100, 0)));
  const indexed = mesh(...onALine, 0, 0, 1);
  indexed.geometry.setIndex([0, 1, 2, 0, 1, 3]);
  assert.ok(hasArea(indexed));
});

test('what its material places, such as lines and points, has the area that it gives', () => {
  const placed = mesh(...onALine);
  placed.material = Object.assign(new MeshBasicNodeMaterial(), { positionNode: positionGeometry });
  assert.ok(hasArea(placed));
});

test.run();
