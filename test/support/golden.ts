import { mkdir, readFile, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import type { SceneInput } from '../../scenes/scene.ts';
import { decode, type Pixels } from './pixels.ts';

const folder = new URL('../goldens/', import.meta.url);
const failures = new URL('failed/', folder);

/**
 * Pixels of a golden's longer side: small enough for a quick run, large enough that a missing texture shows. A pixel at `best` takes
 * as long as ten others.
 */
const side = { draft: 320, standard: 320, best: 200 };

/** Distance in YIQ, 0–1, from which a pixel differs. */
const threshold = 0.08;

/** An example at the size of its golden; what the picture shows stays the same. */
export function atGoldenSize(input: SceneInput): SceneInput {
  const { output: one, ...scene } = withOneOutput(input);
  const { width = 1024, height = 1024, ...output } = one ?? {};
  const scale = side[output.sampling ?? 'standard'] / Math.max(width, height);
  return {
    ...scene,
    output: { ...output, width: Math.round(width * scale), height: Math.round(height * scale), format: 'png' },
  };
}

/** Of several outputs, a scene with the first alone. */
export function withOneOutput({ outputs, ...scene }: SceneInput): SceneInput {
  const [first] = Object.values(outputs ?? {});
  return first ? { ...scene, output: first } : scene;
}

export async function writeGolden(name: string, bytes: Uint8Array): Promise<void> {
  await put(
    new URL(`${name}.webp`, folder),
    await sharp(bytes).webp({ lossless: true, exact: true, effort: 6 }).toBuffer(),
  );
}

async function put(file: URL, bytes: Uint8Array): Promise<void> {
  await mkdir(new URL('./', file), { recursive: true });
  await writeFile(file, bytes);
}

/**
 * Compares a picture with its golden.
 * @param tolerance share of its pixels that may differ visibly
 * @returns what is wrong, with a picture of the difference left in `test/goldens/failed/`, or `undefined`
 */
export async function differsFromGolden(
  name: string,
  bytes: Uint8Array,
  tolerance: number,
): Promise<string | undefined> {
  const stored = await readFile(new URL(`${name}.webp`, folder)).catch(() => undefined);
  if (!stored) return `${name} has no golden: look at its picture, then run \`npm run goldens\``;
  const [golden, picture] = await Promise.all([decode(stored), decode(bytes)]);
  if (golden.width !== picture.width || golden.height !== picture.height)
    return `${name} is ${picture.width} × ${picture.height}, its golden ${golden.width} × ${golden.height}`;
  const { share, difference } = compare(golden, picture);
  if (share <= tolerance) return undefined;
  await put(new URL(`${name}.png`, failures), bytes);
  await put(new URL(`${name}.difference.png`, failures), await encode({ ...golden, data: difference }));
  return `${name} differs from its golden in ${(share * 100).toFixed(2)} % of its pixels: see test/goldens/failed/`;
}

/** What share of two pictures' pixels differ, over the colour and the alpha that they have. */
export function compare(a: Pixels, b: Pixels): { share: number; difference: Uint8Array } {
  const difference = new Uint8Array(a.data.length);
  const count = pixelmatch(a.data, b.data, difference, a.width, a.height, { threshold, includeAA: true });
  return { share: count / (a.width * a.height), difference };
}

function encode({ data, width, height }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
