import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { referencesOf } from '../../scenes/references.ts';
import { createAssets } from '../../server/assets/assets.ts';
import { resolveAssets } from '../../server/assets/resolve.ts';
import { decode } from '../support/pixels.ts';
import { hueAt } from '../support/sent.ts';
import { sceneFrom, withRenderer } from '../support/studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

const sheet = `#VRML V2.0 utf8
Shape {
  appearance Appearance { material Material { diffuseColor 0.1 0.1 0.8 } texture ImageTexture { url "gone.png" } }
  geometry IndexedFaceSet { coord Coordinate { point [0 0 0, 1 0 0, 1 1 0, 0 1 0] } coordIndex [0 1 2 3 -1] }
}
`;

test('a file of which nobody knew before it was asked for is done without, too', async () => {
  const scene = sceneFrom({
    model: { src: 'a.wrl', missing: 'substitute' },
    camera: { orbit: [0, 0] },
    ground: 'none',
    output: { width: 64, height: 64 },
  });
  const assets = createAssets({ hosts: '' });
  const { signal } = new AbortController();
  const parts = new Map([['a.wrl', Buffer.from(sheet)]]);
  const [asset] = (await resolveAssets(referencesOf(scene), assets, { signal, parts })).values();
  await assets.close();
  assert.equal(asset?.absent, ['gone.png']);
  await withRenderer(async renderer => {
    const found = new Map(asset && [['a.wrl', { ...asset, absent: [] }]]);
    const [frame] = await Array.fromAsync(framesOf(renderer.render({ scene, assets: found }, signal)));
    const detail = 'a.wrl names "gone.png", which was not found: it is drawn without';
    assert.equal(frame?.warnings, [{ code: 'file_missing', pointer: '/nodes/0/model/src', detail }]);
    if (frame) assert.is(hueAt(await decode(frame.bytes), 0.5, 0.5), 'b', 'its own colour');
  });
});

test.run();
