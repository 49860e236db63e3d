import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Handover } from '../../renderer/browser/handover.ts';
import { capturePictures, type CaptureOptions } from '../../renderer/pipeline/capture.ts';
import { RenderError } from '../../renderer/error.ts';
import { picturesOf } from '../../scenes/pictures.ts';
import { device } from '../support/device.ts';
import { sceneFrom } from '../support/studio.ts';
import { rgba8 } from '../support/layout.ts';

const scene = sceneFrom({
  nodes: [{ geometry: { type: 'box', size: [1, 1, 1] } }],
  views: { a: { orbit: [0, 0] }, b: { orbit: [90, 0] }, c: { orbit: [180, 0] } },
  output: { width: 4, height: 4 },
});

/** A browser that notes what it is asked for. A view in `blank` comes out blank. */
function fake(blank: readonly string[] = []): { handover: Handover; said: string[] } {
  const said: string[] = [];
  const handover: Handover = {
    kind: 'file',
    draw({ view, width, height }) {
      said.push(`draw ${view}`);
      const drawn = turn().then(() => {
        said.push(`drawn ${view}`);
        return { timings: {}, layout: rgba8(width, height), inView: true, backgroundIncluded: false };
      });
      const pixels = drawn.then(async () => {
        await turn();
        await turn();
        said.push(`brought ${view}`);
        const bytes = new Uint8Array(width * height * 4).fill(blank.includes(view) ? 0 : 255);
        return { layout: rgba8(width, height), bytes };
      });
      return { drawn, pixels };
    },
  };
  return { handover, said };
}

function options(goesOn: () => boolean = () => true): CaptureOptions {
  return { scene, pictures: picturesOf(scene, []), again: false, goesOn };
}

async function viewsOf(handover: Handover, how: CaptureOptions): Promise<string[]> {
  const seen: string[] = [];
  for await (const { picture } of capturePictures({ ...device, handover }, how)) seen.push(picture.view);
  return seen;
}

test('the first picture is begun at once, and each other one while the one before it is brought', async () => {
  const { handover, said } = fake();
  capturePictures({ ...device, handover }, options());
  assert.equal(said.splice(0), ['draw a']);
  assert.equal(await viewsOf(handover, options()), ['a', 'b', 'c']);
  const at = (what: string) => said.indexOf(what);
  assert.ok(at('drawn a') < at('draw b') && at('draw b') < at('brought a'), said.join(', '));
  assert.ok(at('drawn b') < at('draw c'), 'one is drawn at a time');
});

test('none is begun where others wait', async () => {
  const { handover, said } = fake();
  assert.equal(
    await viewsOf(
      handover,
      options(() => !said.includes('drawn b')),
    ),
    ['a', 'b'],
  );
  assert.not.ok(said.includes('draw c'));
});

test('one that is blank is an error, once the one that was begun has ended', async () => {
  const { handover, said } = fake(['a']);
  try {
    await viewsOf(handover, options());
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RenderError);
    assert.is((error as RenderError).code, 'renderer_failed');
  }
  assert.ok(said.includes('brought b') && !said.includes('draw c'), said.join(', '));
});

test('breaking off waits for what was begun', async () => {
  const { handover, said } = fake();
  for await (const _ of capturePictures({ ...device, handover }, options())) break;
  assert.ok(said.includes('brought b') && !said.includes('draw c'), said.join(', '));
});

test.run();
