import { readExamples } from '../support/examples.ts';
import { atGoldenSize, writeGolden } from '../support/golden.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** Renders the examples' goldens anew, all or those named. Look at each before it is committed. */
const wanted = process.argv.slice(2);

await withRenderer(async renderer => {
  for (const [name, scene] of await readExamples()) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const frame of await draw(renderer, atGoldenSize(scene))) {
      await writeGolden(`${name}-${frame.name.replace('.png', '')}`, frame.bytes);
      console.log(`${name} ${frame.name}`);
    }
  }
});
