import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { differences } from '../goldens/differences.ts';
import { gltfGoldens } from '../goldens/tables.ts';
import { withRenderer } from '../support/studio.ts';

/*
 * What the net catches, each broken on purpose and measured in shares of pixels that differ, where 0.4 % are tolerated and two
 * runs of the same code differ in none:
 *
 * base colour read as linear       81 % of `base-color`; 13 rows of `textures`, at least 13 %
 * normal map's y turned over       37 % of `normal-map`, 33 % with tangents, 29–31 % from KTX2
 * a base colour's image missing    81 % of `base-color`; 13 rows, at least 59 %
 * alpha taken for opaque           72 % of `alpha-mask`, 71 % of `alpha-blend`
 * occlusion from green, not red    49 % of `occlusion`
 * metal and roughness swapped      25 % of `metal-and-roughness`
 */
test('every feature of glTF looks like its golden', async () => {
  assert.ok(gltfGoldens.length > 50);
  await withRenderer(async renderer => assert.equal(await differences(renderer, gltfGoldens), []));
});

test.run();
