import { pino } from 'pino';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RenderError } from '../../../renderer/error.ts';
import type { Renderer } from '../../../renderer/renderer.ts';
import { timed } from '../../../renderer/stage/util/stopwatch.ts';
import type { SceneInput } from '../../../scenes/scene.ts';
import { listen } from '../../../server/listen.ts';
import { problemOf } from '../../support/answers.ts';
import { cube } from '../../support/small.ts';
import { greyRenderer, openApp } from '../site/app.ts';
import { inFolder } from '../stores/places.ts';

const inner = "Cannot read properties of undefined (reading 'x')";

/** What the service answers and logs where its renderer fails so. */
async function told(failure: RenderError, scene: SceneInput) {
  const lines: string[] = [];
  const renderer: Renderer = {
    ...greyRenderer(),
    // biome-ignore lint/correctness/useYield: it fails before its first frame
    async *render() {
      throw failure;
    },
  };
  const log = pino({ level: 'info' }, { write: line => void lines.push(line) });
  return inFolder(async folder => {
    const server = await listen(await openApp(folder, {}, { renderer, log }), '127.0.0.1', 0);
    try {
      const headers = { 'content-type': 'application/json', 'x-request-id': 'this-request' };
      const asked = { method: 'POST', headers, body: JSON.stringify(scene) };
      const problem = await problemOf(fetch(`${server.url}/renders`, asked), 500, 'renderer_failed');
      return { problem, logged: lines.filter(line => line.includes('this-request')).join('\n') };
    } finally {
      await server.close();
    }
  });
}

test('a renderer that fails twice: the answer names models and step, the log the reason, and nobody reads inner words', async () => {
  const cause = new RenderError('renderer_failed', inner, { step: 'compile' });
  const failure = new RenderError('renderer_failed', `load: ${inner}`, { step: 'compile', attempts: 2, cause });
  const nodes = ['a/statue.obj', 'https://cdn.example.com/b.glb?secret=1', 'a/statue.obj'].map(src => ({
    model: src,
  }));
  const { problem, logged } = await told(failure, { nodes });
  assert.match(
    problem.detail,
    'The renderer failed twice at "a/statue.obj", "https://cdn.example.com/b.glb?…", while compiling its shaders.',
  );
  assert.not.match(JSON.stringify(problem), /Cannot read|secret/);
  assert.ok(logged.includes(inner), logged);
});

test('many models are not all named, and no model is a scene', async () => {
  const failure = new RenderError('renderer_failed', inner, { step: 'encode' });
  const nodes = Array.from({ length: 5 }, (_, at) => ({ model: `${at}.glb` }));
  const { problem } = await told(failure, { nodes });
  assert.match(problem.detail, 'failed at "0.glb", "1.glb", "2.glb" and 2 more, while encoding the picture.');
  assert.match((await told(failure, cube())).problem.detail, 'failed at this scene, while');
});

test('an error that comes out of timed work tells the innermost that was timed', async () => {
  const timings = {};
  const error = await timed(timings, 'load', () =>
    timed(timings, 'decode', () => {
      throw new TypeError(inner);
    }),
  ).catch((error: unknown) => error);
  assert.is(error instanceof TypeError && 'step' in error && error.step, 'decode');
});

test.run();
