import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Asset } from '../../renderer/asset.ts';
import type { Loaded } from '../../renderer/contract.ts';
import type { RendererParts } from '../../renderer/pipeline/parts.ts';
import { renderScene } from '../../renderer/pipeline/render.ts';
import { RenderError } from '../../renderer/error.ts';
import type { Handover } from '../../renderer/browser/handover.ts';
import type { EnvironmentStore } from '../../renderer/pipeline/environment-store.ts';
import type { Engines } from '../../renderer/engines/engines.ts';
import type { Engine } from '../../renderer/browser/profile.ts';
import { openReserve } from '../../renderer/queue/reserve.ts';
import type { AttestedBrowser } from '../../renderer/browser/attested-browser.ts';
import { openPool, type Pool } from '../../renderer/queue/pool.ts';
import { device } from '../support/device.ts';
import { sceneFrom } from '../support/studio.ts';
import { rgba8 } from '../support/layout.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

const never = new AbortController().signal;
const output = { width: 4, height: 4 };
const scene = sceneFrom({ nodes: [{ geometry: { type: 'box' } }], output });
const lit = sceneFrom({ nodes: [{ geometry: { type: 'box' } }], output, environment: { src: 'sky.hdr' } });
const sky: Asset = { src: 'sky.hdr', format: 'hdr', digest: 'sky', bytes: new Uint8Array(1), files: new Map() };

/** What a browser does where it is asked for more than nothing. */
interface Doing {
  load?: () => Promise<Loaded>;
  draw?: Handover['draw'];
  sendEnvironment?: () => void;
}

const draw: Handover['draw'] = ({ width, height }) => ({
  drawn: Promise.resolve({ timings: {}, layout: rgba8(width, height), inView: true, backgroundIncluded: false }),
  pixels: Promise.resolve({ layout: rgba8(width, height), bytes: new Uint8Array(width * height * 4).fill(255) }),
});

function browser(doing: Doing, engine: Engine = 'swiftshader'): AttestedBrowser {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const call = async (name: string): Promise<unknown> => {
    if (name === 'load') return doing.load?.() ?? { timings: {}, variants: [] };
    if (name === 'sendEnvironment') doing.sendEnvironment?.();
    return null;
  };
  return {
    browser: { call: call as AttestedBrowser['browser']['call'], profile: '', ended, kill: async () => resolve() },
    ...device,
    engine,
    handover: { kind: 'file', draw: doing.draw ?? draw },
  };
}

/** Engines that nobody asks. */
const engines: Engines = {
  open: () => Promise.reject(new Error('not asked')),
  openSubstitute: () => Promise.reject(new Error('not asked')),
  succeeded() {},
  failed: async () => {},
  isUsable: () => true,
  state: () => ({ engine: 'swiftshader', passedOver: [] }),
};

async function withParts(
  doing: Doing,
  work: (parts: RendererParts, pool: Pool) => Promise<void>,
  environments: EnvironmentStore = { get: async () => undefined, put() {} },
): Promise<void> {
  const pool = openPool({ size: 1, queueLimit: 8, open: async () => browser(doing) });
  const reserve = openReserve(async () => browser(doing));
  const server: RendererParts['server'] = {
    page: '',
    offer: () => '',
    withdraw() {},
    expect: () => ({ url: '', arrival: Promise.resolve(new Uint8Array(3)), cancel() {} }),
    close: async () => {},
  };
  await pool.ready;
  try {
    await work({ pool, reserve, engines, server, version: 'v', environments, timeout: 5000 }, pool);
  } finally {
    await Promise.all([pool.close(), reserve.close()]);
  }
}

async function failureOf(parts: RendererParts): Promise<RenderError> {
  try {
    await Array.fromAsync(framesOf(renderScene(parts, { scene, assets: new Map() }, never)));
  } catch (error) {
    if (error instanceof RenderError) return error;
    throw error;
  }
  throw new Error('it should have failed');
}

test('what fails twice tells its step, and the reasons of both', async () => {
  let loads = 0;
  const load = async (): Promise<Loaded> => {
    const step = ++loads === 1 ? 'compile' : 'load';
    throw new RenderError('renderer_failed', `inner words ${loads}`, { step });
  };
  await withParts({ load }, async (parts, pool) => {
    const failure = await failureOf(parts);
    assert.equal([failure.code, failure.step, failure.attempts], ['renderer_failed', 'load', 2]);
    assert.is(failure.message, 'compile: inner words 1; then load: inner words 2');
    assert.is(pool.state().replaced, 2);
  });
});

test('what fails once is told, and drawn by another browser', async () => {
  let loads = 0;
  const load = async (): Promise<Loaded> => {
    if (loads++ === 0) throw new RenderError('renderer_failed', 'the GPU device was lost', { step: 'compile' });
    return { timings: {}, variants: [], warnings: [], environmentBytes: undefined };
  };
  await withParts({ load }, async parts => {
    const told: string[] = [];
    const onRetry = ({ step, message }: RenderError): void => void told.push(`${step}: ${message}`);
    const frames = await Array.fromAsync(framesOf(renderScene(parts, { scene, assets: new Map(), onRetry }, never)));
    assert.is(frames.length, 1);
    assert.equal(told, ['compile: the GPU device was lost']);
  });
});

test('what fails on lavapipe is drawn by SwiftShader, which is then known to be lavapipe’s failure', async () => {
  const failures: string[] = [];
  const told: Engines = { ...engines, failed: async (engine, reason) => void failures.push(`${engine}: ${reason}`) };
  const lost = async (): Promise<Loaded> => {
    throw new RenderError('renderer_failed', 'the GPU device was lost', { step: 'compile' });
  };
  const pool = openPool({ size: 1, queueLimit: 8, open: async () => browser({ load: lost }, 'lavapipe') });
  const reserve = openReserve(async () => browser({}));
  await withParts({}, async parts => {
    const frames = await Array.fromAsync(
      framesOf(renderScene({ ...parts, pool, reserve, engines: told }, { scene, assets: new Map() }, never)),
    );
    assert.equal(
      frames.map(({ device: { engine } }) => engine),
      ['swiftshader'],
    );
  });
  assert.equal(failures, ['lavapipe: the GPU device was lost']);
  await Promise.all([pool.close(), reserve.close()]);
});

test('what fails on lavapipe and on SwiftShader is the scene’s failure', async () => {
  const told: Engines = { ...engines, failed: async () => assert.unreachable('lavapipe is not to blame') };
  const lost = async (): Promise<Loaded> => {
    throw new RenderError('renderer_failed', 'the GPU device was lost', { step: 'compile' });
  };
  const pool = openPool({ size: 1, queueLimit: 8, open: async () => browser({ load: lost }, 'lavapipe') });
  const reserve = openReserve(async () => browser({ load: lost }));
  await withParts({}, async parts => {
    const failure = await failureOf({ ...parts, pool, reserve, engines: told });
    assert.equal([failure.code, failure.attempts], ['renderer_failed', 2]);
  });
  await Promise.all([pool.close(), reserve.close()]);
});

test('what fails while it is handed over, or encoded, says so', async () => {
  const lost = new RenderError('renderer_failed', 'the browser ended', { step: 'handOver' });
  await withParts({ draw: shot => ({ ...draw(shot), pixels: Promise.reject(lost) }) }, async parts => {
    const failure = await failureOf(parts);
    assert.equal([failure.step, failure.attempts], ['handOver', 2]);
  });
  const short = (shot: Parameters<typeof draw>[0]) => ({
    ...draw(shot),
    pixels: Promise.resolve({ layout: rgba8(shot.width, shot.height), bytes: new Uint8Array(7).fill(255) }),
  });
  await withParts({ draw: short }, async (parts, pool) => {
    const failure = await failureOf(parts);
    assert.equal([failure.code, failure.step, failure.attempts], ['renderer_failed', 'encode', 1]);
    assert.is(pool.state().replaced, 0);
  });
});

test('nobody holds a browser while light is looked for, and nothing waits until it is kept', async () => {
  const { promise: found, resolve: find } = Promise.withResolvers<undefined>();
  const kept: string[] = [];
  const environments: EnvironmentStore = {
    get: () => found,
    put: (key, bytes) => void kept.push(`${key} ${bytes.length}`),
  };
  const load = async (): Promise<Loaded> => ({ timings: {}, variants: [], warnings: [], environmentBytes: 3 });
  await withParts(
    { load },
    async (parts, pool) => {
      const request = { scene: lit, assets: new Map([['sky.hdr', sky]]) };
      const frames = Array.fromAsync(framesOf(renderScene(parts, request, never)));
      await new Promise(resolve => setTimeout(resolve, 50));
      assert.is(pool.state().busy, 0);
      find(undefined);
      assert.is((await frames).length, 1);
      assert.equal(kept, ['sky-v 3']);
    },
    environments,
  );
});

test('light that is larger than what is kept is left where it is', async () => {
  let sent = false;
  const load = async (): Promise<Loaded> => ({ timings: {}, variants: [], warnings: [], environmentBytes: 2 ** 30 });
  await withParts({ load, sendEnvironment: () => (sent = true) }, async parts => {
    const request = { scene: lit, assets: new Map([['sky.hdr', sky]]) };
    assert.is((await Array.fromAsync(framesOf(renderScene(parts, request, never)))).length, 1);
    assert.not(sent);
  });
});

test.run();
