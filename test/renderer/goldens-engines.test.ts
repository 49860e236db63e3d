import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import { differences } from '../goldens/differences.ts';
import { everyGolden } from '../goldens/tables.ts';
import { gpu, withRenderer } from '../support/studio.ts';

/** One of each kind: textures, glass, a light of its own, a skin, cut-outs, lines and points. */
const few = [
  'chair',
  'glass',
  'own-light',
  'gltf/motion/skin',
  'gltf/textures/alpha-mask',
  'three/lines',
  'three/points',
];

const isThere = existsSync(lavapipeFiles.driver);
if (!isThere) console.log(`skipped: goldens on an engine besides SwiftShader, as there is no ${lavapipeFiles.driver}`);

(isThere && gpu !== 'software' ? test : test.skip)('a few goldens of each kind hold on SwiftShader too', async () => {
  const scenes = (await everyGolden()).filter(({ name }) => few.includes(name));
  assert.is(scenes.length, few.length);
  await withRenderer(async renderer => assert.equal(await differences(renderer, scenes), []), { gpu: 'software' });
});

test.run();
