import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withPage } from '../support/page.ts';

const script = new URL('../support/stages/three-private.js', import.meta.url);

test('every private part of three.js that the stage touches does what the stage takes it to do, and is named where it is gone', () =>
  withPage(async ({ call }) => {
    assert.equal(await call('look'), {
      framesStopped: true,
      nextFrame: 1,
      programs: true,
      textureOf: 1,
      multisampledOf: 4,
      depthOf: true,
      readSamplesOf: 4,
      sampleMask: true,
      lookups: true,
      rendererOf: true,
      isFragment: true,
    });
    const moved = (name: string) => `three.js has moved ${name}: see gpu/three-private.ts`;
    assert.equal(await call('miss'), {
      stopFrames: moved('Renderer._animation.start'),
      nextFrame: moved('Renderer._nodes.nodeFrame.update'),
      setProgramCache: moved('Renderer._nodes.nodeBuilderCache'),
      textureOf: moved('Renderer.backend.get'),
    });
  }, script));

test.run();
