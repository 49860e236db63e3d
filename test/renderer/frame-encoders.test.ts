import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EncoderOptions } from '../../renderer/encode/encoders.ts';
import { FrameEncoders } from '../../renderer/pipeline/frame-encoders.ts';
import type { Picture, Print } from '../../scenes/pictures.ts';
import { device } from '../support/device.ts';
import { rgba8 } from '../support/layout.ts';

const print = (name: string): Print => ({ name, format: 'png', quality: 90 });
const picture = (view: string, ...names: string[]): Picture => ({
  view,
  width: 1,
  height: 1,
  sampling: 'draft',
  prints: names.map(print),
});
const captured = (one: Picture, value: number) => ({
  picture: one,
  pixels: { layout: rgba8(1, 1), bytes: Uint8Array.of(value, value, value, 255) },
  background: '#ffffff',
  device,
  timings: { raster: value },
});

/** An encoder that lines up a byte of each picture; the first takes the longest. */
function openLines() {
  const opened: EncoderOptions[] = [];
  const open = (options: EncoderOptions) => {
    opened.push(options);
    const line: number[] = [];
    return {
      async add({ bytes }: { bytes: Uint8Array }) {
        await sleep(line.length === 0 ? 20 : 1);
        line.push(bytes[0] ?? 0);
      },
      end: async () => Uint8Array.from(line),
    };
  };
  return { open, opened };
}

test('a file has as many pictures as are expected of its name, in order, and is a frame with the last of them', async () => {
  const { open, opened } = openLines();
  const encoders = new FrameEncoders(open);
  const pictures = [picture('a', 'film', 'a1'), picture('a', 'film', 'a2'), picture('a', 'film', 'a3')];
  encoders.expect(pictures);
  assert.is(encoders.frames, 4);
  const made = await Promise.all(pictures.map((one, at) => encoders.add(captured(one, at + 1))));
  assert.equal(
    made.map(frames => frames.map(({ name, bytes }) => `${name} ${[...bytes].join()}`)),
    [['a1.png 1'], ['a2.png 2'], ['film.png 1,2,3', 'a3.png 3']],
  );
  assert.is(opened.length, 4);
  const [film, still] = made[2] ?? [];
  assert.is(film?.timings['raster'], 6, 'what its pictures took');
  assert.is(still?.timings['raster'], undefined, 'is told once');
  assert.ok((film?.timings['encode'] ?? 0) > 15);
});

test('a picture that cannot be added fails, and those after it', async () => {
  const open = () => ({ add: () => Promise.reject(new Error('it is too large')), end: async () => new Uint8Array() });
  const encoders = new FrameEncoders(open);
  const pictures = [picture('a', 'film'), picture('a', 'film')];
  encoders.expect(pictures);
  const ends = await Promise.allSettled(pictures.map(one => encoders.add(captured(one, 1))));
  assert.equal(
    ends.map(end => end.status === 'rejected' && String(end.reason)),
    ['Error: it is too large', 'Error: it is too large'],
  );
});

test.run();
