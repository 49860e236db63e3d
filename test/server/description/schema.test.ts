import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseScene } from '../../../scenes/parse.ts';
import { examples } from '../../../server/description/examples.ts';
import { rules } from '../../../server/description/rules.ts';
import { eachSchema, sceneJsonSchema } from '../../../server/description/schema.ts';

const schema = sceneJsonSchema();
const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
const validate = ajv.compile(schema);

const mesh = { geometry: { type: 'box' } };
const camera = (fields: object) => ({ model: 'a.glb', camera: fields });
const one = (fields: object) => ({ nodes: [fields] });

const taken: Record<string, unknown> = {
  'a model by its src': { model: 'a.glb' },
  'a model with all its fields': { model: { src: 'a.glb', variant: 'oak', animation: { clip: 'open', time: 1.2 } } },
  'a model that is changed': {
    model: {
      src: 'a.glb',
      scene: 1,
      nodes: { Seat: { visible: false, position: [0, 1, 0], rotation: [0, 90, 0], scale: 2 } },
      materials: { Oak: { color: '#321', map: null, normalMap: { src: 'n.png' }, clearcoat: 1 }, Steel: {} },
    },
  },
  'a scene by its name': { model: { src: 'a.glb', scene: 'Open' } },
  'nodes, in groups': { nodes: [{ children: [mesh, { children: [mesh] }] }] },
  'a material without a type': one({ ...mesh, material: { color: '#abc' } }),
  'a physical material with a texture': one({
    ...mesh,
    material: { type: 'physical', clearcoat: 1, map: { src: 'a.png', repeat: [2, 2], wrap: 'mirror' } },
  }),
  'a light with a shadow': one({ light: { type: 'spot', angle: 20, castShadow: true, shadow: { mapSize: 512 } } }),
  'a scale by one factor': one({ ...mesh, scale: 2 }),
  'a scale by three': one({ ...mesh, scale: [1, 2, 3] }),
  'an orbit': camera({ orbit: [30, 15], margin: 0.1, target: 'Seat' }),
  'a place': camera({ position: [0, 1, 4], target: [0, 0, 0], up: [0, 0, 1] }),
  'an orthographic orbit': camera({ type: 'orthographic', orbit: [0, 90] }),
  'an orthographic place': camera({ type: 'orthographic', position: [0, 1, 4], height: 2 }),
  'a camera of the file': camera({ from: 'Hero' }),
  'several views': { model: 'a.glb', views: { front: {}, top: { orbit: [0, 89] } } },
  'an environment by name': { model: 'a.glb', environment: 'none' },
  'an environment by src': { model: 'a.glb', environment: { src: 'a.hdr', rotation: 90 } },
  'the environment as background': { model: 'a.glb', background: 'environment' },
  'no ground': { model: 'a.glb', ground: 'none' },
  'an output': { model: 'a.glb', output: { width: 1, height: 8192, format: 'avif', quality: 1, sampling: 'best' } },
};

const refused: Record<string, unknown> = {
  'no object': 'a.glb',
  nothing: {},
  'a material changed to another kind': { model: { src: 'a.glb', materials: { Oak: { type: 'basic' } } } },
  'a colour taken away': { model: { src: 'a.glb', materials: { Oak: { color: null } } } },
  'a node changed by what it has not': { model: { src: 'a.glb', nodes: { Seat: { material: {} } } } },
  'a scene before the first': { model: { src: 'a.glb', scene: -1 } },
  'a model and nodes': { model: 'a.glb', nodes: [mesh] },
  'no nodes': { nodes: [] },
  'a misspelt field': { model: 'a.glb', enviroment: 'studio' },
  'a misspelt field within': camera({ orbits: [0, 0] }),
  'a wrong type': { model: 7 },
  'an empty src': { model: '' },
  'camera and views': { model: 'a.glb', camera: {}, views: { front: {} } },
  'views without any': { model: 'a.glb', views: {} },
  'a view with a wrong name': { model: 'a.glb', views: { 'a b': {} } },
  'orbit and position': camera({ orbit: [0, 0], position: [0, 0, 1] }),
  'from and fov': camera({ from: 'Hero', fov: 30 }),
  'a point to frame': camera({ target: [0, 0, 0] }),
  'a name to look at': camera({ position: [0, 0, 1], target: 'Seat' }),
  'up without position': camera({ up: [0, 1, 0] }),
  'up that is nowhere': camera({ position: [0, 0, 1], up: [0, 0, 0] }),
  'height in perspective': camera({ height: 2 }),
  'fov without perspective': camera({ type: 'orthographic', fov: 30 }),
  'an orthographic place without height': camera({ type: 'orthographic', position: [0, 1, 4] }),
  'a place of two numbers': camera({ position: [0, 1] }),
  'an elevation over the top': camera({ orbit: [0, 91] }),
  'two kinds in one node': one({ ...mesh, light: { type: 'ambient' } }),
  'a material without geometry': one({ material: {} }),
  'an unknown geometry': one({ geometry: { type: 'teapot' } }),
  'a field of another geometry': one({ geometry: { type: 'box', tube: 1 } }),
  'a field of another material': one({ ...mesh, material: { type: 'basic', roughness: 1 } }),
  'a colour by name': { model: 'a.glb', background: 'red' },
  'no environment to show': { model: 'a.glb', background: 'environment', environment: 'none' },
  'no environment to show, in the long form': {
    model: 'a.glb',
    background: 'environment',
    environment: { preset: 'none' },
  },
  'a width of 0': { model: 'a.glb', output: { width: 0 } },
  'a width of 1.5': { model: 'a.glb', output: { width: 1.5 } },
  'a width of 100000': { model: 'a.glb', output: { width: 100000 } },
  'a format that there is not': { model: 'a.glb', output: { format: 'bmp' } },
};

test('the examples fit the schema', () => {
  assert.ok(examples.length >= 10);
  for (const { name, scene } of examples) assert.ok(validate(scene), `${name}: ${ajv.errorsText(validate.errors)}`);
});

for (const [name, scene] of Object.entries(taken))
  test(`taken by the service and by the schema: ${name}`, () => {
    assert.equal(parseScene(scene).ok, true);
    assert.ok(validate(scene), ajv.errorsText(validate.errors));
  });

for (const [name, scene] of Object.entries(refused))
  test(`refused by the service and by the schema: ${name}`, () => {
    assert.equal(parseScene(scene).ok, false);
    assert.not(validate(scene));
  });

test('every default is a value that its place takes', () => {
  let defaults = 0;
  for (const [pointer, { default: value, ...rest }] of eachSchema(schema)) {
    if (value === undefined) continue;
    defaults++;
    const check = ajv.compile({ ...rest, $defs: schema.$defs });
    assert.ok(check(value), `${pointer}: ${JSON.stringify(value)}`);
  }
  assert.ok(defaults > 100);
});

test('every noun and every field is described', () => {
  const nouns = { Scene: { ...schema, $defs: {} }, ...schema.$defs };
  let fields = 0;
  for (const [noun, part] of Object.entries(nouns)) {
    assert.match(part.description ?? '', /^\S.*\.$/, noun);
    for (const [pointer, field] of eachSchema(part)) {
      if (!/\/properties\/[^/]+$/.test(pointer)) continue;
      assert.match(field.description ?? '', /^\S.*\.$/, `${noun}${pointer} has no description`);
      fields++;
    }
  }
  assert.ok(fields > 200);
});

test('every rule is about a noun', () => {
  const nouns = ['Scene', ...Object.keys(schema.$defs ?? {})];
  for (const noun of Object.keys(rules)) assert.ok(nouns.includes(noun), noun);
});

test.run();
