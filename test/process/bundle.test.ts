import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { parseScene } from '../../scenes/parse.ts';
import { pictureOf, renderOf } from '../support/answers.ts';
import { start } from '../support/fake-gcs/start.ts';
import { decode } from '../support/pixels.ts';
import { withProcess } from './start-service.ts';

/** The service runs as one bundle of its own files and its packages; all other tests take the files as they are. */

const post = (url: string, scene: unknown) =>
  fetch(`${url}/renders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scene),
  });

test('bundled, it keeps pictures in a bucket', async () => {
  const gcs = await start();
  const settings = { STORE: 'gs://renders/kept', STORAGE_EMULATOR_HOST: gcs.url, LINK_KEYS: 'key' };
  try {
    await withProcess(settings, async service => {
      const url = await service.listening();
      await service.ready();
      const { id, frames } = await renderOf(
        post(url, { model: 'formats/letter.fbx', output: { width: 64, height: 64 } }),
        201,
      );
      const picture = await decode(await pictureOf(fetch(frames[0]?.url ?? ''), 'image/png', 200));
      assert.equal([picture.width, picture.height], [64, 64]);
      assert.ok(gcs.objects.has(`renders/kept/renders/${id}/main.png`));
      assert.is(service.stderr(), '');
    });
  } finally {
    await gcs.close();
  }
});

test('bundled, it says the same of a scene that is wrong, and has its pages', () =>
  withProcess({}, async service => {
    const url = await service.listening();
    const wrong = { model: 'chair.glb', exposure: 'x', background: 'red', output: { width: 0, form: 'png' } };
    const said = parseScene(wrong);
    const answer = await post(url, wrong);
    assert.is(answer.status, 422);
    const { errors } = z.object({ errors: z.array(z.unknown()) }).parse(await answer.json());
    assert.equal(errors, said.ok ? [] : said.faults);
    for (const page of ['/', '/docs', '/openapi.json', '/pages/page.js'])
      assert.is((await fetch(url + page)).status, 200, page);
  }));

test.run();
