import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { readExamples } from '../support/examples.ts';
import { atGoldenSize, writeGolden } from '../support/golden.ts';
import { draw, withRenderer } from '../support/studio.ts';

/**
 * Renders the examples anew, all or those named: their goldens, and the pictures beside them that the docs show.
 * Look at each before it is committed.
 */
const wanted = process.argv.slice(2);
const examples = new URL('../../scenes/examples/', import.meta.url);

async function makeGoldens(renderer: Renderer, name: string, scene: SceneInput): Promise<void> {
  for (const frame of await draw(renderer, atGoldenSize(scene)))
    await writeGolden(`${name}-${frame.name.replace('.png', '')}`, frame.bytes);
}

/** The first view, at the example's own size where it is the README's, else at that of a page's column. */
async function makePicture(renderer: Renderer, name: string, scene: SceneInput): Promise<void> {
  const [frame] = await draw(renderer, { ...scene, output: { ...scene.output, format: 'png' } });
  if (!frame) throw new Error(`${name} has no frame`);
  const width = name === 'still-life' ? undefined : Math.min(640, frame.width);
  await writeFile(
    new URL(`${name}.webp`, examples),
    await sharp(frame.bytes).resize({ width }).webp({ quality: 84, effort: 6 }).toBuffer(),
  );
}

await withRenderer(
  async renderer => {
    for (const [name, scene] of await readExamples()) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await makeGoldens(renderer, name, scene);
      await makePicture(renderer, name, scene);
      console.log(name);
    }
  },
  { timeout: 300_000 },
);
