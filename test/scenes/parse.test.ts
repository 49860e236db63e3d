import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fault } from '../../scenes/fault.ts';
import { parseScene } from '../../scenes/parse.ts';

const model = 'chair.glb';
const box = { geometry: { type: 'box' } };

/** What is refused, where, and with which words. */
const refused: [input: unknown, pointer: string, says: RegExp][] = [
  [null, '', /expected an object, got null/],
  [[], '', /expected an object/],
  [{}, '', /either a model or nodes/],
  [{ model, nodes: [box] }, '', /either a model or nodes/],
  [{ model: 3 }, '/model', /expected a string, or an object, got 3/],
  [{ model: '' }, '/model', /is empty: name a file/],
  [{ model, camra: {} }, '/camra', /^unknown field "camra" \(did you mean "camera"\?\)$/],
  [{ model, width: 512 }, '/width', /^unknown field "width" \(did you mean "output\.width"\?\)$/],
  [{ model, variant: 'oak' }, '/variant', /\(did you mean "model\.variant"\?\)$/],
  [{ model, orbit: [30, 15] }, '/orbit', /\(did you mean "camera\.orbit"\?\)$/],
  [{ model, preset: 'studio' }, '/preset', /\(did you mean "environment\.preset"\?\)$/],
  [{ model: { src: model, varient: 'oak' } }, '/model/varient', /unknown field "varient" \(did you mean "variant"\?\)/],
  [{ model, output: { width: 0 } }, '/output/width', /^expected at least 1, got 0$/],
  [{ model, output: { width: -1 } }, '/output/width', /at least 1, got -1/],
  [{ model, output: { height: 1.5 } }, '/output/height', /^expected a whole number, got 1\.5$/],
  [{ model, output: { width: 100_000 } }, '/output/width', /^expected at most 8192, got 100000$/],
  [{ model, output: { width: 8192, height: 8192 } }, '/output/width', /at most 16777216 pixels/],
  [{ model, output: { width: '512' } }, '/output/width', /^expected a whole number, got "512"$/],
  [
    { model, output: { format: 'gif' } },
    '/output/format',
    /^expected one of "png", "jpeg", "webp" or "avif", got "gif"$/,
  ],
  [{ model, output: { format: 'jpg' } }, '/output/format', /\(did you mean "jpeg"\?\)$/],
  [{ modell: model }, '/modell', /did you mean "model"/],
  [{ model, output: { quality: 101 } }, '/output/quality', /at most 100/],
  [{ model, background: 'red' }, '/background', /"transparent".*hex colour.*got "red"$/],
  [{ model, background: 'transparant' }, '/background', /did you mean "transparent"/],
  [{ model, background: 'environment', environment: 'none' }, '/background', /no environment to show/],
  [{ model, environment: 'moon' }, '/environment', /"studio", "neutral".* or an object, got "moon"$/],
  [{ model, environment: { preset: 'studio', rotate: 1 } }, '/environment/rotate', /unknown field/],
  [{ model, camera: { orbit: [0, 91] } }, '/camera/orbit/1', /at most 90/],
  [
    { model, camera: { orbit: [0] } },
    '/camera/orbit',
    /^expected \[azimuth, elevation\] in degrees, such as \[30, 15\], got \[0\]$/,
  ],
  [{ model, camera: { orbit: '30,15' } }, '/camera/orbit', /such as \[30, 15\], got "30,15"$/],
  [{ model, camera: { orbit: [0, '15'] } }, '/camera/orbit/1', /^expected a number, got "15"$/],
  [{ model, camera: { fit: 'crop' } }, '/camera/fit', /"contain" or "cover"/],
  [{ model, title: 3 }, '/title', /expected a string/],
  [{ model: {} }, '/model/src', /^is missing: expected a string$/],
  [{ model, camera: { position: [0, 0, 1], orbit: [0, 0] } }, '/camera/orbit', /not together with position/],
  [{ model, camera: { position: [0, 0, 1], target: [0, 0, 1] } }, '/camera/target', /differ from position/],
  [{ model, camera: { target: [0, 0, 1] } }, '/camera/target', /name of a node/],
  [{ model, camera: { type: 'orthographic', fov: 30 } }, '/camera/fov', /height, no fov/],
  [{ model, camera: { from: 'Hero', fov: 30 } }, '/camera/fov', /not together with from/],
  [{ model, camera: {}, views: { a: {} } }, '/views', /either a camera or views/],
  [{ model, views: {} }, '/views', /at least one view/],
  [{ model, views: { 'a b': {} } }, '/views/a b', /name/],
  [{ model, views: { '../x': {} } }, '/views/..~1x', /name/],
  [{ nodes: [] }, '/nodes', /at least 1 entry, got 0/],
  [
    { nodes: [{ geometry: { type: 'bx' } }] },
    '/nodes/0/geometry/type',
    /one of "box", "plane".*got "bx" \(did you mean "box"\?\)/,
  ],
  [{ nodes: [{ geometry: { type: 'sphere', radius: 0 } }] }, '/nodes/0/geometry/radius', /more than 0, got 0/],
  [{ nodes: [{ ...box, light: { type: 'point' } }] }, '/nodes/0/light', /one of geometry, light or model/],
  [{ nodes: [{ material: { color: '#fff' } }] }, '/nodes/0/material', /needs a geometry/],
  [{ nodes: [{ ...box, material: { colour: '#fff' } }] }, '/nodes/0/material/colour', /unknown field/],
  [{ nodes: [{ ...box, material: { color: 'red' } }] }, '/nodes/0/material/color', /hex colour/],
  [
    { nodes: [{ ...box, children: [{ ...box, scale: 'big' }] }] },
    '/nodes/0/children/0/scale',
    /expected a number, or \[x, y, z\]/,
  ],
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

test('what is misspelt is told before what is missing for it', () => {
  for (const input of [{ modell: model }, { model: { scr: model } }]) {
    const parsed = parseScene(input);
    assert.match(parsed.ok ? '' : (parsed.faults[0]?.detail ?? ''), /did you mean/);
  }
});

test('a size that is wrong is named once', () => {
  const faults = (output: object) => {
    const parsed = parseScene({ model, output });
    return parsed.ok ? [] : parsed.faults.map(({ pointer }) => pointer);
  };
  assert.equal(faults({ width: 100_000 }), ['/output/width']);
  assert.equal(faults({ height: 0 }), ['/output/height']);
  assert.equal(faults({ width: 8192, height: 8192 }), ['/output/width']);
});

test('no message speaks in the words of the library', () => {
  for (const [input] of refused) {
    const parsed = parseScene(input);
    for (const { detail } of parsed.ok ? [] : parsed.faults)
      assert.not.match(
        detail,
        /Invalid|received|>=|<=|\bNaN\b|undefined|expected (string|number|object|array|tuple|int|boolean)\b/,
      );
  }
});

test('what an editor needs, and what somebody calls it, is no part of a scene', () => {
  const [named, plain] = [{ $schema: 'https://x.example/schemas/scene.json', title: 'Oak chair', model }, { model }];
  assert.equal(parseScene(named), parseScene(plain));
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
