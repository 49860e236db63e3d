import { writeFile } from 'node:fs/promises';
import { build, type ModelName, models } from './make/models.ts';

/** Makes the models beside this file: all of them, or those named (`npm run models -- chair mug`). */
const known = (name: string): name is ModelName => Object.hasOwn(models, name);
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !known(name));
if (unknown.length > 0)
  throw new Error(`No model is named ${unknown.join(', ')}; there are ${Object.keys(models).join(', ')}.`);

for (const name of (asked.length > 0 ? asked : Object.keys(models)).filter(known)) {
  const glb = await build(name);
  await writeFile(new URL(`${name}.glb`, import.meta.url), glb);
  console.log(`${name}.glb  ${Math.round(glb.length / 1000)} kB`);
}
