import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { openTestService } from '../../support/service.ts';
import { cube, model } from '../../support/small.ts';

const service = await openTestService();
const output = { width: 96, height: 96 };

/** Refused by the language: where it points, and what its sentence has in it. */
const invalid: [name: string, body: unknown, pointers: string[], says: RegExp][] = [
  ['nothing', {}, [''], /either a model or nodes/],
  ['both', { model: 'a.glb', nodes: [{ geometry: { type: 'box' } }] }, [''], /either a model or nodes/],
  ['a list', [], [''], /expected an object/],
  ['null', null, [''], /expected an object, got null/],
  [
    'a misspelt field',
    { model: 'mug.glb', backgroud: '#fff' },
    ['/backgroud'],
    /unknown field "backgroud" \(did you mean "background"\?\)/,
  ],
  ['misspelt within', { model: { src: 'mug.glb', varient: 'x' } }, ['/model/varient'], /unknown field "varient"/],
  ['misspelt in a list', { nodes: [{ geometry: { type: 'box', sise: 1 } }] }, ['/nodes/0/geometry/sise'], /sise/],
  ['two at once', { model: 'mug.glb', a: 1, b: 2 }, ['/a', '/b'], /\/a: unknown field "a" \(and 1 more\)/],
  ['with a slash in it', { model: 'mug.glb', 'a/b~c': 1 }, ['/a~1b~0c'], /unknown field/],
  ['a number for a name', { model: 5 }, ['/model'], /expected a string, or an object/],
  ['a name for a number', { model: 'mug.glb', output: { width: '512' } }, ['/output/width'], /expected a whole number/],
  ['null for a number', { model: 'mug.glb', exposure: null }, ['/exposure'], /expected a number/],
  ['an object for a list', { nodes: {} }, ['/nodes'], /expected a list/],
  ['an empty list', { nodes: [] }, ['/nodes'], /1 entry/],
  ['width 0', { model: 'mug.glb', output: { width: 0 } }, ['/output/width'], /at least 1, got 0/],
  ['width −1', { model: 'mug.glb', output: { width: -1 } }, ['/output/width'], /at least 1, got -1/],
  ['width 1.5', { model: 'mug.glb', output: { width: 1.5 } }, ['/output/width'], /whole number/],
  ['width 100000', { model: 'mug.glb', output: { width: 100_000, height: 1 } }, ['/output/width'], /at most 8192/],
  ['height 100000', { model: 'mug.glb', output: { width: 1, height: 100_000 } }, ['/output/height'], /at most 8192/],
  ['both too large', { model: 'mug.glb', output: { width: 8192, height: 8192 } }, ['/output/width'], /16777216/],
  ['an unknown format', { model: 'mug.glb', output: { format: 'gif' } }, ['/output/format'], /png/],
  ['an unknown geometry', { nodes: [{ geometry: { type: 'cube' } }] }, ['/nodes/0/geometry/type'], /./],
  ['a colour by name', cube('red'), ['/nodes/0/material/color'], /hex colour/],
  ['a vector of two', { nodes: [{ position: [1, 2] }] }, ['/nodes/0/position'], /\[x, y, z\], such as/],
  ['a camera twice', { ...model('mug.glb'), camera: {}, views: { a: {} } }, ['/views'], /either a camera or views/],
  ['fov 0', { ...model('mug.glb'), camera: { fov: 0 } }, ['/camera/fov'], /at least 1, got 0/],
  ['a view with a bad name', { ...model('mug.glb'), views: { '../x': {} } }, ['/views/..~1x'], /view's name/],
];

for (const [name, body, pointers, says] of invalid)
  test(`refused: ${name}`, async () => {
    const told = await problemOf(service.render(body), 422, 'scene_invalid');
    assert.equal(pointersOf(told), pointers, JSON.stringify(told));
    assert.match(told.detail, says);
  });

/** Refused by what is in the file: the field as it was written, and the names that there are. */
const absent: [name: string, body: unknown, pointer: string, says: RegExp][] = [
  ['variant', model('chair.glb', { model: { src: 'chair.glb', variant: 'ok' } }), '/model/variant', /"oak", "walnut"/],
  [
    'variant of a node',
    { nodes: [{ geometry: { type: 'box' } }, { model: { src: 'chair.glb', variant: 'ok' } }], output },
    '/nodes/1/model/variant',
    /"ok".*"oak"/,
  ],
  [
    'material',
    model('chair.glb', { model: { src: 'chair.glb', materials: { 'Oak/x': { color: '#fff' } } } }),
    '/model/materials/Oak~1x',
    /no material "Oak\/x"; it has: "/,
  ],
  [
    'node',
    model('chair.glb', { model: { src: 'chair.glb', nodes: { Back2: { visible: false } } } }),
    '/model/nodes/Back2',
    /no node "Back2"; it has: "/,
  ],
  [
    'clip',
    model('box.glb', { model: { src: 'box.glb', animation: { clip: 'shut' } } }),
    '/model/animation/clip',
    /"shut".*"open"/,
  ],
  ['clip of none', model('mug.glb', { model: { src: 'mug.glb', animation: {} } }), '/model/animation', /no animation/],
  ['node', model('chair.glb', { camera: { target: 'Arm' } }), '/camera/target', /"Arm".*"Seat"/],
  ['node of a view', model('chair.glb', { views: { a: {}, b: { target: 'Arm' } } }), '/views/b/target', /"Arm"/],
  ['camera', model('chair.glb', { camera: { from: 'Villain' } }), '/camera/from', /"Villain".*"Hero"/],
];

for (const [name, body, pointer, says] of absent)
  test(`a name that is not in the file: ${name}`, async () => {
    const told = await problemOf(service.render(body), 422, 'scene_invalid');
    assert.equal(pointersOf(told), [pointer]);
    assert.match(told.detail, says);
  });

const away = { position: [0, 0, 5], target: [0, 0, 10] } as const;
const scene = cube();

test('nothing in view is a 422 that names the view', async () => {
  const told = await problemOf(service.render({ ...scene, camera: away }), 422, 'nothing_in_view');
  assert.equal(pointersOf(told), ['/camera']);
  assert.match(told.detail, 'allowEmpty');
  const { camera: _, ...rest } = scene;
  const views = { front: {}, behind: away };
  const second = await problemOf(service.render({ ...rest, views }), 422, 'nothing_in_view');
  assert.equal(pointersOf(second), ['/views/behind']);
  assert.match(second.detail, '"behind"');
});

test('what is in view but cannot be seen is no picture either', async () => {
  const invisible = { geometry: { type: 'box' }, material: { opacity: 0 } };
  const hidden = { geometry: { type: 'box' }, visible: false };
  for (const node of [invisible, hidden, { light: { type: 'point' } }, {}])
    await problemOf(service.render({ nodes: [node], output }), 422, 'nothing_in_view');
});

test('allowEmpty gives the empty picture that was asked for', async () => {
  const empty = { ...scene, camera: away, allowEmpty: true, background: '#204060' };
  const { frames } = await renderOf(service.render(empty), 201);
  const picture = await decode(await pictureOf(fetch(frames[0]?.url ?? ''), 'image/png', 200));
  for (const place of [0, 0.5, 0.99]) assert.equal(at(picture, place, place), [0x20, 0x40, 0x60, 255]);
});

test('after all that, a good scene is drawn, by the same browser', async () => {
  await renderOf(service.render(model('mug.glb')), 201);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
  await service.close();
});

test.run();
