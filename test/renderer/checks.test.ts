import {
  BufferGeometry,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  Points,
  Texture,
} from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkGeometries } from '../../renderer/stage/formats/checks.ts';

/** A triangle with more attributes, each of three numbers but for coordinates. */
function triangle(attributes: Record<string, number[]>): BufferGeometry {
  const geometry = new BufferGeometry();
  const all = { position: [0, 0, 0, 1, 0, 0, 1, 1, 0], ...attributes };
  for (const [name, values] of Object.entries(all))
    geometry.setAttribute(name, new Float32BufferAttribute(values, name === 'uv' ? 2 : 3));
  return geometry;
}

function checked<T extends Object3D>(object: T): T {
  checkGeometries(new Group().add(object));
  return object;
}

const colored = new MeshStandardMaterial({ vertexColors: true });

test('what is asked for and not there is told by its name', () => {
  for (const color of [[1, 0, 0], [1, 0, 0, NaN, 0, 0, 0, 0, 0], []])
    assert.throws(() => checked(new Mesh(triangle({ color }), colored)), /3 vertices, and no "color" for vertex [01]/);
  assert.throws(() => checked(new Points(triangle({ color: [1, 0, 0] }))), 'no "color" for vertex 1');
  const map = new MeshStandardMaterial({ map: new Texture() });
  assert.throws(() => checked(new Mesh(triangle({ uv: [0, 0] }), map)), 'no "uv" for vertex 1');
  assert.throws(() => checked(new Mesh(triangle({}).setIndex([0, 1, 3]))), 'names vertex 3, but has 3');
  const wide = triangle({}).setAttribute('position', new Float32BufferAttribute([0, 0, 0, 1, 0, 0], 6));
  assert.throws(() => checked(new Mesh(wide)), '6 numbers of "position" a vertex');
  const morphed = triangle({});
  morphed.morphAttributes.position = [new Float32BufferAttribute([0, 0, 0], 3)];
  assert.throws(() => checked(new Mesh(morphed)), '1 of "position" of a morph target');
});

test('flat places are raised, flat normals made anew, and a colour of one number is none', () => {
  const flat = triangle({ normal: [9, 9, 9, 9, 9, 9, 9, 9, 9] });
  flat.setAttribute('position', new Float32BufferAttribute([0, 0, 1, 0, 1, 1], 2));
  flat.setAttribute('normal', new Float32BufferAttribute([0, 1, 0, 1, 0, 1], 2));
  const { geometry } = checked(new Mesh(flat));
  assert.equal([...geometry.getAttribute('position').array], [0, 0, 0, 1, 0, 0, 1, 1, 0]);
  assert.equal([...geometry.getAttribute('normal').array], [0, 0, 1, 0, 0, 1, 0, 0, 1]);
  const grey = triangle({});
  grey.setAttribute('color', new Float32BufferAttribute([1, 1, 1], 1));
  assert.throws(() => checked(new Mesh(grey, colored)), 'no "color" for vertex 0');
});

test('what nothing asks for is left away', () => {
  const { geometry } = checked(new Mesh(triangle({ color: [1, 0, 0], uv: [0, 0] }), new MeshStandardMaterial()));
  assert.equal(Object.keys(geometry.attributes), ['position']);
});

test('normals that are missing are made, and the others stay', () => {
  for (const rest of [[], [NaN, 0, 0, NaN, 0, 0], [0, 0, 0, 0, 0, 0]]) {
    const { geometry } = checked(new Mesh(triangle({ normal: [1, 0, 0, ...rest] })));
    assert.equal([...geometry.getAttribute('normal').array], [1, 0, 0, 0, 0, 1, 0, 0, 1]);
  }
});

test('what is whole stays as it is', () => {
  const whole = { normal: [0, 0, 1, 0, 0, 1, 0, 0, 1], color: [1, 0, 0, 0, 1, 0, 0, 0, 1], uv: [0, 0, 1, 0, 1, 1] };
  const { geometry } = checked(new Mesh(triangle(whole), colored));
  for (const [name, values] of Object.entries(whole)) assert.equal([...geometry.getAttribute(name).array], values);
});

test.run();
