import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Fault, parseScene } from '../../scenes/parse.ts';

const model = 'chair.glb';
const box = { geometry: { type: 'box' } };

/** What is refused, where, and with which words. */
const refused: [input: unknown, pointer: string, says: RegExp][] = [
  [null, '', /expected object/],
  [[], '', /expected object/],
  [{}, '', /either a model or nodes/],
  [{ model, nodes: [box] }, '', /either a model or nodes/],
  [{ model: 3 }, '/model', /expected string, or expected object/],
  [{ model: '' }, '/model', /expected string to have/],
  [{ model, camra: {} }, '/camra', /unknown field "camra"/],
  [{ model: { src: model, varient: 'oak' } }, '/model/varient', /unknown field "varient"/],
  [{ model, output: { width: 0 } }, '/output/width', />=1/],
  [{ model, output: { width: -1 } }, '/output/width', />=1/],
  [{ model, output: { height: 1.5 } }, '/output/height', /int/],
  [{ model, output: { width: 100_000 } }, '/output/width', /<=8192/],
  [{ model, output: { width: 8192, height: 8192 } }, '/output/width', /at most 16777216 pixels/],
  [{ model, output: { width: '512' } }, '/output/width', /expected number/],
  [{ model, output: { format: 'gif' } }, '/output/format', /"png"\|"jpeg"\|"webp"\|"avif"/],
  [{ model, output: { quality: 101 } }, '/output/quality', /<=100/],
  [{ model, background: 'red' }, '/background', /transparent|hex/],
  [{ model, background: 'environment', environment: 'none' }, '/background', /no environment to show/],
  [{ model, environment: 'moon' }, '/environment', /"studio"\|"neutral"/],
  [{ model, environment: { preset: 'studio', rotate: 1 } }, '/environment/rotate', /unknown field/],
  [{ model, camera: { orbit: [0, 91] } }, '/camera/orbit/1', /<=90/],
  [{ model, camera: { orbit: [0] } }, '/camera/orbit', /2 items/],
  [{ model, camera: { position: [0, 0, 1], orbit: [0, 0] } }, '/camera/orbit', /not together with position/],
  [{ model, camera: { position: [0, 0, 1], target: [0, 0, 1] } }, '/camera/target', /differ from position/],
  [{ model, camera: { target: [0, 0, 1] } }, '/camera/target', /name of a node/],
  [{ model, camera: { type: 'orthographic', fov: 30 } }, '/camera/fov', /height, no fov/],
  [{ model, camera: { from: 'Hero', fov: 30 } }, '/camera/fov', /not together with from/],
  [{ model, camera: {}, views: { a: {} } }, '/views', /either a camera or views/],
  [{ model, views: {} }, '/views', /at least one view/],
  [{ model, views: { 'a b': {} } }, '/views/a b', /name/],
  [{ model, views: { '../x': {} } }, '/views/..~1x', /name/],
  [{ nodes: [] }, '/nodes', />=1/],
  [{ nodes: [{ geometry: { type: 'bx' } }] }, '/nodes/0/geometry/type', /'box' \| 'plane'/],
  [{ nodes: [{ geometry: { type: 'sphere', radius: 0 } }] }, '/nodes/0/geometry/radius', />0/],
  [{ nodes: [{ ...box, light: { type: 'point' } }] }, '/nodes/0/light', /one of geometry, light or model/],
  [{ nodes: [{ material: { color: '#fff' } }] }, '/nodes/0/material', /needs a geometry/],
  [{ nodes: [{ ...box, material: { colour: '#fff' } }] }, '/nodes/0/material/colour', /unknown field/],
  [{ nodes: [{ ...box, material: { color: 'red' } }] }, '/nodes/0/material/color', /hex colour/],
  [{ nodes: [{ ...box, children: [{ ...box, scale: 'big' }] }] }, '/nodes/0/children/0/scale', /expected number/],
  [
    { nodes: [{ geometry: { type: 'buffer', position: [0, 0, 0, 1, 0, 0, 0, 1, 0], index: [0, 1, 3] } }] },
    '/nodes/0/geometry/index/2',
    /below 3/,
  ],
  [
    { nodes: [{ geometry: { type: 'buffer', position: [0, 0, 0, 1, 0, 0, 0, 1, 0], uv: [0, 0] } }] },
    '/nodes/0/geometry/uv',
    /expected 6 numbers/,
  ],
];

test('what is wrong is refused with a pointer to it', () => {
  for (const [input, pointer, says] of refused) {
    const parsed = parseScene(input);
    const what = JSON.stringify(input);
    if (parsed.ok) {
      assert.unreachable(`${what} was taken`);
      continue;
    }
    const found: Fault | undefined = parsed.faults.find(fault => fault.pointer === pointer);
    assert.ok(found, `${what}: no fault at "${pointer}" among ${JSON.stringify(parsed.faults)}`);
    assert.match(found?.detail ?? '', says, what);
  }
});

test('several faults are all named at once', () => {
  const parsed = parseScene({ model, outputs: {}, exposure: -1, ground: { shadow: 'long' } });
  assert.not(parsed.ok);
  const pointers = parsed.ok ? [] : parsed.faults.map(fault => fault.pointer).toSorted();
  assert.equal(pointers, ['/exposure', '/ground/shadow', '/outputs']);
});

test('the smallest scene has good defaults', () => {
  const parsed = parseScene({ model });
  assert.ok(parsed.ok);
  if (!parsed.ok) return;
  const { value } = parsed;
  assert.is(value.nodes[0]?.model?.src, model);
  assert.equal(Object.keys(value.views), ['main']);
  assert.is(value.ground.shadow, 'contact');
  assert.is(value.background, '#ffffff');
  assert.equal(value.outputs, [{ width: 1024, height: 1024, format: 'png', quality: 90, sampling: 'standard' }]);
});

test('a composed scene stands on nothing where it does not say so', () => {
  const parsed = parseScene({ nodes: [box] });
  assert.ok(parsed.ok && parsed.value.ground.shadow === 'none');
});

test.run();
