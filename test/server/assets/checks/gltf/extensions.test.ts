import { readdir, readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { extensions, unsupported } from '../../../../../server/assets/checks/gltf/extensions.ts';
import { readModel } from '../../../../../server/assets/checks/gltf/model.ts';
import { docsPage } from '../../../../../server/site/docs.ts';
import { glb, triangle } from '../../make-model.ts';
import { refusal } from '../../refused.ts';

/** What the loader has, and the stage does better. */
const stageInstead = new Set(['EXT_mesh_gpu_instancing']);

test('a model that needs an unknown extension is refused by its name', () => {
  const one = glb(triangle({ extensionsUsed: ['FOO_bar'], extensionsRequired: ['FOO_bar'] }));
  const says = 'needs the extension FOO_bar, which this service does not support';
  assert.is(refusal(() => readModel(one), 'gltf_extension_unsupported').says, says);
  const two = glb(triangle({ extensionsRequired: ['KHR_materials_unlit', 'FOO_bar', 'toString'] }));
  assert.match(
    refusal(() => readModel(two), 'gltf_extension_unsupported').says,
    'needs the extensions FOO_bar, toString,',
  );
});

test('an unknown extension that is only used does no harm', () => {
  assert.is(readModel(glb(triangle({ extensionsUsed: ['FOO_bar'] }))).format, 'glb');
});

test('every extension of the table may be required', () => {
  assert.is(readModel(glb(triangle({ extensionsRequired: Object.keys(extensions) }))).format, 'glb');
});

test('what the stage applies has a plugin of its name, or is chosen by the scene', async () => {
  const folder = new URL('../../../../../renderer/stage/formats/gltf/', import.meta.url);
  const sources = await Promise.all((await readdir(folder)).map(name => readFile(new URL(name, folder), 'utf8')));
  for (const [name, { by }] of Object.entries(extensions))
    if (by === 'stage' && name !== 'KHR_materials_variants')
      assert.ok(
        sources.some(source => source.includes(`'${name}'`)),
        name,
      );
});

test('the docs tell of every extension that is rendered, and of those that are not', () => {
  const page = docsPage('https://darkroom.example', false);
  const rows = [...page.matchAll(/<tr id="((?:KHR|EXT|MSFT|VRMC)_\w+)">/g)].map(([, name]) => name);
  assert.equal(rows, [...Object.keys(extensions), ...Object.keys(unsupported)]);
  for (const name of Object.keys(unsupported)) {
    const one = glb(triangle({ extensionsUsed: [name], extensionsRequired: [name] }));
    assert.match(refusal(() => readModel(one), 'gltf_extension_unsupported').says, name);
  }
});

test('the table has what the loader of three.js has, no more and no less', async () => {
  const source = await readFile(new URL(import.meta.resolve('three/addons/loaders/GLTFLoader.js')), 'utf8');
  const names = /const EXTENSIONS = \{(.*?)\};/s.exec(source)?.[1]?.match(/'[A-Z]+_\w+'/g) ?? [];
  const loaded = names.map(name => name.slice(1, -1)).filter(name => name !== 'KHR_binary_glTF');
  const listed = Object.entries(extensions)
    .filter(([name, { by }]) => by === 'three' || stageInstead.has(name))
    .map(([name]) => name);
  assert.ok(loaded.length > 20);
  assert.equal(loaded.toSorted(), listed.toSorted());
});

test.run();
