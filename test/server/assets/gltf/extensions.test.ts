import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { extensions } from '../../../../server/assets/gltf/extensions.ts';
import { readModel } from '../../../../server/assets/gltf/model.ts';
import { glb, triangle } from '../make-model.ts';
import { refusal } from '../refused.ts';

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

test('the table has what the loader of three.js has, no more and no less', async () => {
  const source = await readFile(new URL(import.meta.resolve('three/addons/loaders/GLTFLoader.js')), 'utf8');
  const names = /const EXTENSIONS = \{(.*?)\};/s.exec(source)?.[1]?.match(/'[A-Z]+_\w+'/g) ?? [];
  const loaded = names.map(name => name.slice(1, -1)).filter(name => name !== 'KHR_binary_glTF');
  const listed = Object.entries(extensions)
    .filter(([, by]) => by === 'three')
    .map(([name]) => name);
  assert.ok(loaded.length > 20);
  assert.equal(loaded.toSorted(), listed.toSorted());
});

test.run();
