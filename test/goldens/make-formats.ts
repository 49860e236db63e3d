import { drawFormat, formatScenes } from '../support/formats.ts';
import { writeGolden } from '../support/golden.ts';
import { withRenderer } from '../support/studio.ts';

/** Renders the goldens of the formats anew, all or those named. Look at each before it is committed. */
const wanted = process.argv.slice(2);

await withRenderer(async renderer => {
  for (const [golden, scene] of await formatScenes()) {
    if (wanted.length > 0 && !wanted.includes(golden)) continue;
    await writeGolden(golden, (await drawFormat(renderer, scene)).bytes);
    console.log(golden);
  }
});
