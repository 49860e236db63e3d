import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonical } from '../../scenes/canonical.ts';
import { locate } from '../../scenes/locate.ts';
import { parseScene } from '../../scenes/parse.ts';
import { referencesOf } from '../../scenes/references.ts';

const parsed = (input: unknown) => {
  const result = parseScene(input);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
};

test('equal scenes are equal text, however they are written', () => {
  const text = (input: unknown) => canonical(parsed(input));
  assert.is(text({ model: 'a.glb' }), text({ model: { src: 'a.glb' }, camera: {}, exposure: 1 }));
  assert.is(
    text({ nodes: [{ geometry: { type: 'box' }, material: { color: '#C32' } }] }),
    text({ nodes: [{ material: { color: '#cc3322' }, geometry: { size: [1, 1, 1], type: 'box' } }] }),
  );
  assert.is(
    text({ model: 'a.glb', environment: 'studio' }),
    text({ model: 'a.glb', environment: { preset: 'studio' } }),
  );
  assert.is(
    text({ nodes: [{ geometry: { type: 'box' }, material: {} }] }),
    text({ nodes: [{ geometry: { type: 'box' }, material: { type: 'standard' } }] }),
  );
  assert.is(text({ model: 'a.glb', exposure: -0 }), text({ model: 'a.glb', exposure: 0 }));
  assert.is.not(text({ model: 'a.glb' }), text({ model: 'b.glb' }));
});

test('the order of views is part of a scene: its first frame is what a picture is asked for', () => {
  const views = (...names: string[]) =>
    Object.keys(parsed({ model: 'a.glb', views: Object.fromEntries(names.map(name => [name, {}])) }).views);
  assert.equal(views('b', 'a'), ['b', 'a']);
});

test('every file that a scene refers to is found, with its place', () => {
  const scene = parsed({
    nodes: [
      { model: 'a.glb' },
      {
        children: [
          { geometry: { type: 'box' }, material: { map: 'wood.jpg', normalMap: { src: 'n.png', repeat: [2, 2] } } },
          { model: { src: 'a.glb', materials: { 'Oak/light': { map: 'oak.jpg', normalMap: null, roughness: 1 } } } },
        ],
      },
    ],
    environment: { src: 'sky.hdr' },
  });
  assert.equal(referencesOf(scene), [
    { src: 'a.glb', kind: 'model', pointer: '/nodes/0/model/src' },
    { src: 'wood.jpg', kind: 'texture', pointer: '/nodes/1/children/0/material/map/src' },
    { src: 'n.png', kind: 'texture', pointer: '/nodes/1/children/0/material/normalMap/src' },
    { src: 'a.glb', kind: 'model', pointer: '/nodes/1/children/1/model/src' },
    { src: 'oak.jpg', kind: 'texture', pointer: '/nodes/1/children/1/model/materials/Oak~1light/map/src' },
    { src: 'sky.hdr', kind: 'environment', pointer: '/environment/src' },
  ]);
});

test('pointers lead into the body as it was written', () => {
  assert.is(locate({ model: 'a.glb' }, '/nodes/0/model/src'), '/model');
  assert.is(locate({ model: { src: 'a.glb', variant: 'x' } }, '/nodes/0/model/variant'), '/model/variant');
  assert.is(locate({ model: 'a.glb', camera: { target: 'x' } }, '/views/main/target'), '/camera/target');
  assert.is(locate({ model: 'a.glb' }, '/views/main'), '');
  assert.is(locate({ nodes: [{ model: 'a.glb' }] }, '/nodes/0/model/src'), '/nodes/0/model');
  assert.is(locate({ model: 'a.glb', views: { main: { target: 'x' } } }, '/views/main/target'), '/views/main/target');
});

test.run();
