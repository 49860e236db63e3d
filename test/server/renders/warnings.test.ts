import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Asset } from '../../../renderer/asset.ts';
import { FrameEncoders } from '../../../renderer/pipeline/frame-encoders.ts';
import type { Warning } from '../../../renderer/warning.ts';
import { device } from '../../support/device.ts';
import { rgba8 } from '../../support/layout.ts';
import { distinct, warningsOf } from '../../../server/renders/warnings.ts';

const scripts = { code: 'script_not_run', says: 'has a script, which was not run' } as const;
const asset: Asset = { src: 'a', format: 'three', digest: '', bytes: new Uint8Array(), files: new Map() };

test('what a file warns of is told at every field that names it, without what is secret in its address', () => {
  const src = 'https://cdn.example/project.json?token=secret';
  const references = ['/nodes/0/model/src', '/nodes/1/model/src'].map(pointer => ({
    src,
    kind: 'model' as const,
    pointer,
  }));
  const plain = { src: 'mug.glb', kind: 'model' as const, pointer: '/nodes/2/model/src' };
  const assets = new Map([
    [src, { ...asset, warnings: [scripts] }],
    ['mug.glb', asset],
  ]);
  const detail = 'https://cdn.example/project.json?… has a script, which was not run';
  assert.equal(warningsOf([...references, plain], assets), [
    { code: 'script_not_run', pointer: '/nodes/0/model/src', detail },
    { code: 'script_not_run', pointer: '/nodes/1/model/src', detail },
  ]);
});

test('each is told once', () => {
  const one: Warning = { code: 'transparency_lost', pointer: '/background', detail: 'is white' };
  const other: Warning = { ...one, pointer: '' };
  assert.equal(distinct([one, other, { ...one }]), [one, other]);
});

test('what the stage warns of comes with the first frame, beside what is of the frame itself', async () => {
  const print = (format: 'png' | 'jpeg') => ({ name: 'main', format, quality: 90 });
  const picture = {
    view: 'main',
    width: 1,
    height: 1,
    sampling: 'draft' as const,
    prints: [print('png'), print('jpeg')],
  };
  const stage: Warning = { code: 'script_not_run', pointer: '/nodes/0/model/src', detail: 'a.json has a script' };
  const pixels = { layout: rgba8(1, 1), bytes: new Uint8Array([255, 0, 0, 128]) };
  const captured = { picture, pixels, device, timings: {}, warnings: [stage] };
  const told = async (background: string | undefined) =>
    (await new FrameEncoders().add({ ...captured, background })).map(({ alpha, warnings }) => [
      alpha,
      warnings?.map(({ code }) => code),
    ]);
  assert.equal(await told(undefined), [
    [true, ['script_not_run']],
    [false, ['transparency_lost']],
  ]);
  assert.equal(await told('#ffffff'), [
    [false, ['script_not_run']],
    [false, []],
  ]);
});

test.run();
