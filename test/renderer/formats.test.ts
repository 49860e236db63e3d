import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { modelFormats } from '../../renderer/asset.ts';
import { differences } from '../goldens/differences.ts';
import { formatGoldens } from '../goldens/tables.ts';
import { withRenderer } from '../support/studio.ts';

/** Kinds whose pictures are elsewhere: in the examples, and with the dialects of bodies. */
const elsewhere = ['glb', 'gltf', 'three'];
/** Ends of names, where they are not what the format is called. */
const ends: Readonly<Record<string, string>> = { usd: 'usdz', vrml: 'wrl' };

test('every format looks like its golden', async () => {
  const scenes = await formatGoldens();
  for (const format of modelFormats.filter(one => !elsewhere.includes(one)))
    assert.ok(
      scenes.some(({ name }) => name.endsWith(`-${ends[format] ?? format}`)),
      `there is no file of the format ${format}`,
    );
  await withRenderer(async renderer => assert.equal(await differences(renderer, scenes), []));
});

test.run();
