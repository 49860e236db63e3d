import { BoxGeometry, BufferAttribute, type BufferGeometry, Group, Mesh, SphereGeometry } from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mergeVertices } from '../../renderer/stage/formats/merged.ts';

/** What of each corner of each triangle is drawn. */
function corners({ index, attributes }: BufferGeometry): Record<string, number[][]> {
  const order = index ? [...index.array] : Array.from({ length: attributes['position']?.count ?? 0 }, (_, at) => at);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { array, itemSize }]) => [
      name,
      order.map(at => Array.from(array.slice(at * itemSize, (at + 1) * itemSize))),
    ]),
  );
}

function merged(geometry: BufferGeometry): BufferGeometry {
  const root = new Group();
  // the same one twice, as loaders share them
  root.add(new Mesh(geometry), new Mesh(geometry));
  mergeVertices(root);
  return geometry;
}

test('equal vertices become one, and every corner stays what it was', () => {
  const smooth = new SphereGeometry(1, 24, 16);
  const apart = smooth.toNonIndexed();
  apart.setAttribute(
    'color',
    new BufferAttribute(new Uint8Array(apart.getAttribute('position').count * 3).fill(7), 3, true),
  );
  apart.addGroup(0, 30, 1);
  const before = corners(apart);
  const after = merged(apart);
  assert.equal(corners(after), before);
  assert.ok(after.getAttribute('position').count <= smooth.getAttribute('position').count);
  assert.is(after.getAttribute('color').normalized, true);
  assert.equal(after.groups, [{ start: 0, count: 30, materialIndex: 1 }]);
});

test('what shares little, has an index, or changes its shape, stays as it is', () => {
  const facets = new SphereGeometry(1, 24, 16).toNonIndexed();
  facets.deleteAttribute('uv');
  facets.computeVertexNormals();
  assert.is(merged(facets).index, null);

  const box = new BoxGeometry();
  const { index } = box;
  assert.is(merged(box).index, index);

  const morphing = new SphereGeometry(1, 8, 6).toNonIndexed();
  morphing.morphAttributes.position = [morphing.getAttribute('position').clone()];
  assert.is(merged(morphing).index, null);
});

test.run();
