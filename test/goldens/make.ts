import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Renderer } from '../../renderer/renderer.ts';
import { readExamples } from '../support/examples.ts';
import { withOneOutput, writeGolden } from '../support/golden.ts';
import { draw, withRenderer } from '../support/studio.ts';
import { everyGolden } from './tables.ts';

/**
 * Makes the goldens anew, all or those in whose name is one of the words given (`npm run goldens -- gltf/textures chair`), and
 * the pictures of the examples that the docs show. Look at each before it is committed.
 */
const words = process.argv.slice(2);
const isWanted = (name: string) => words.length === 0 || words.some(word => name.includes(word));
const examples = new URL('../../scenes/examples/', import.meta.url);

async function makeGoldens(renderer: Renderer): Promise<void> {
  for (const { name, frames } of await everyGolden()) {
    if (!isWanted(name)) continue;
    for (const [golden, { bytes }] of await frames(renderer)) await writeGolden(golden, bytes);
    console.log(name);
  }
}

/** The first view, at the example's own size where it is the README's, else at that of a page's column. */
async function makePictures(renderer: Renderer): Promise<void> {
  for (const [name, input] of await readExamples()) {
    if (!isWanted(name)) continue;
    const scene = withOneOutput(input);
    const [frame] = await draw(renderer, { ...scene, output: { ...scene.output, format: 'png' } });
    if (!frame) throw new Error(`${name} has no frame`);
    const width = name === 'still-life' ? undefined : Math.min(640, frame.width);
    await writeFile(
      new URL(`${name}.webp`, examples),
      await sharp(frame.bytes).resize({ width }).webp({ quality: 84, effort: 6 }).toBuffer(),
    );
  }
}

await withRenderer(
  async renderer => {
    await makeGoldens(renderer);
    await makePictures(renderer);
  },
  // every machine has it, and draws the same with it
  { gpu: 'software', timeout: 300_000 },
);
