import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import type { SceneInput } from '../scenes/scene.ts';
import { readExamples } from '../test/support/examples.ts';
import { withOneOutput } from '../test/support/golden.ts';
import { draw, withRenderer } from '../test/support/studio.ts';
import { print, type Table } from './support/report.ts';
import { sum } from './support/statistics.ts';

/**
 * What each setting of each encoder costs, over pictures that the service really makes: milliseconds, bytes and, where it is lossy,
 * how near the picture is to what was drawn: the mean, and that of the picture which suffers most. `node bench/encoders.ts [rounds]
 * [threads of one encoding]`. Why `renderer/encode/encoders.ts` has what it has.
 */

interface Picture {
  pixels: Uint8Array;
  width: number;
  height: number;
}

const sizes = [
  { width: 512, height: 512 },
  { width: 1920, height: 1080 },
];
/** Cloth, glass, metal and gloss on white, one on nothing, one that fills the picture, and one of pure colours with hard edges. */
const shown = ['chair', 'glass', 'materials', 'variant', 'sunset', 'toon'];

const png =
  (compressionLevel: number, adaptiveFiltering = false) =>
  (image: Sharp) =>
    image.png({ compressionLevel, adaptiveFiltering });
const jpeg =
  (mozjpeg: boolean, chromaSubsampling: string = '4:4:4') =>
  (image: Sharp) =>
    image.flatten({ background: '#ffffff' }).jpeg({ quality: 90, mozjpeg, chromaSubsampling });
const webp =
  (effort: number, smartSubsample: boolean, quality = 90) =>
  (image: Sharp) =>
    image.webp({ quality, effort, smartSubsample, alphaQuality: 100 });
const avif =
  (effort: number, chromaSubsampling = '4:4:4') =>
  (image: Sharp) =>
    image.avif({ quality: 90, effort, chromaSubsampling });

/** By format; the first of each is what the others are compared with. */
const settings: Record<string, Record<string, (image: Sharp) => Sharp>> = {
  png: {
    'level 4': png(4),
    'level 0': png(0),
    'level 1': png(1),
    'level 2': png(2),
    'level 3': png(3),
    'level 6': png(6),
    'level 1, adaptive': png(1, true),
    'level 2, adaptive': png(2, true),
    'level 4, adaptive': png(4, true),
    'level 6, adaptive': png(6, true),
  },
  jpeg: {
    '4:4:4': jpeg(false),
    '4:2:0': jpeg(false, '4:2:0'),
    'mozjpeg 4:4:4': jpeg(true),
  },
  webp: {
    'effort 2, smart': webp(2, true),
    'effort 0': webp(0, false),
    'effort 0, smart': webp(0, true),
    'effort 1': webp(1, false),
    'effort 1, smart': webp(1, true),
    'effort 2': webp(2, false),
    'effort 4': webp(4, false),
    'effort 4, smart': webp(4, true),
  },
  avif: {
    'effort 2': avif(2),
    'effort 0': avif(0),
    'effort 1': avif(1),
    'effort 3': avif(3),
    'effort 2, 4:2:0': avif(2, '4:2:0'),
  },
};

async function pictures({ width, height }: { width: number; height: number }): Promise<Picture[]> {
  const all = (await readExamples()).filter(([name]) => shown.includes(name));
  return withRenderer(
    async renderer => {
      const made: Picture[] = [];
      for (const [, input] of all) {
        const { views: _, ...scene }: SceneInput = withOneOutput(input);
        const [frame] = await draw(renderer, { ...scene, output: { width, height, format: 'png' } });
        if (!frame) throw new Error('a scene without a frame');
        const { data } = await sharp(frame.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        made.push({ pixels: data, width, height });
      }
      return made;
    },
    { timeout: 300_000 },
  );
}

const raw = ({ pixels, width, height }: Picture) => sharp(pixels, { raw: { width, height, channels: 4 } });

/** Decibels of what is seen on white; more than 60 where nothing differs. */
async function likeness(picture: Picture, bytes: Uint8Array): Promise<number> {
  const onWhite = (image: Sharp) => image.flatten({ background: '#ffffff' }).raw().toBuffer();
  const [before, after] = await Promise.all([onWhite(raw(picture)), onWhite(sharp(bytes))]);
  let error = 0;
  for (let at = 0; at < before.length; at++) error += ((before[at] ?? 0) - (after[at] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / Math.max(error / before.length, 0.065));
}

async function measure(all: readonly Picture[], rounds: number): Promise<Table[]> {
  const tables: Table[] = [];
  for (const [format, table] of Object.entries(settings)) {
    const taken = new Map(Object.keys(table).map((name): [string, number[][]] => [name, all.map(() => [])]));
    const files = new Map<string, Uint8Array[]>();
    // interleaved, so that what else the machine does falls on all of them
    for (let round = 0; round <= rounds; round++)
      for (const [name, apply] of Object.entries(table)) {
        const made: Uint8Array[] = [];
        for (const [at, picture] of all.entries()) {
          const started = performance.now();
          made.push(await apply(raw(picture)).toBuffer());
          if (round > 0) taken.get(name)?.[at]?.push(performance.now() - started);
        }
        files.set(name, made);
      }
    const lines: string[][] = [];
    let first = 0;
    for (const name of Object.keys(table)) {
      const made = files.get(name) ?? [];
      const ms = sum((taken.get(name) ?? []).map(times => Math.min(...times))) / all.length;
      const bytes = sum(made.map(one => one.byteLength)) / all.length;
      first ||= bytes;
      const likenesses = await Promise.all(made.map((one, at) => likeness(all[at] as Picture, one)));
      const near =
        format === 'png'
          ? ''
          : `${(sum(likenesses) / likenesses.length).toFixed(1)} dB, ${Math.min(...likenesses).toFixed(1)} dB`;
      const relative = `${(((bytes - first) / first) * 100).toFixed(0)} %`;
      lines.push([name, ms.toFixed(1), (bytes / 1000).toFixed(0), relative, near]);
    }
    const [{ width, height } = { width: 0, height: 0 }] = all;
    tables.push({
      title: `${format}, ${width} × ${height}, mean of ${all.length} pictures`,
      head: ['', 'ms', 'kB', 'bytes', 'likeness: mean, least'],
      lines,
    });
  }
  return tables;
}

const [rounds = 5, threads] = process.argv.slice(2).map(Number);
if (threads) sharp.concurrency(threads);
console.log(`${sharp.concurrency()} threads for one encoding, ${availableParallelism()} cores`);
for (const size of sizes) (await measure(await pictures(size), rounds)).forEach(print);
