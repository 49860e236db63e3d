import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { draw, sceneFrom, withRenderer } from '../support/studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

/** More pictures than can be drawn while anybody waits: half a minute's work. */
const views = Object.fromEntries(
  Array.from({ length: 64 }, (_, at) => [`view-${at}`, { orbit: [at * 5, 10] as [number, number] }]),
);
const long = sceneFrom({ nodes: [{ geometry: { type: 'box' } }], views, output: { width: 1024, height: 1024 } });
const bytesOfOne = 1024 * 1024 * 4;

test('a request that is cancelled gives back its browser and its memory', () =>
  withRenderer(
    async renderer => {
      const cancelled = async (): Promise<number> => {
        const leaving = new AbortController();
        let frames = 0;
        try {
          for await (const _ of framesOf(renderer.render({ scene: long, assets: new Map() }, leaving.signal)))
            if (++frames === 2) leaving.abort(new Error('gone'));
        } catch (error) {
          assert.is((error as Error).message, 'gone');
        }
        return frames;
      };
      const short = { nodes: [{ geometry: { type: 'sphere' as const } }], output: { width: 64, height: 64 } };
      await draw(renderer, short);
      const before = process.memoryUsage();
      for (let index = 0; index < 2; index++) {
        assert.is(await cancelled(), 2);
        // whoever comes next has the browser before the pictures that nobody wants are drawn
        const asked = performance.now();
        await draw(renderer, short);
        assert.ok(performance.now() - asked < 10_000, 'nobody waits for pictures that were cancelled');
      }
      for (let index = 0; index < 100 && renderer.state().idle < 1; index++) await sleep(20);
      assert.equal([renderer.state().idle, renderer.state().busy], [1, 0]);
      const { arrayBuffers } = process.memoryUsage();
      const held = (arrayBuffers - before.arrayBuffers) / bytesOfOne;
      assert.ok(held < 16, `${held.toFixed(1)} pictures are held for requests that are gone`);
    },
    { replaced: 2 },
  ));

test.run();
