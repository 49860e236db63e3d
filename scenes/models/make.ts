import { mkdir, writeFile } from 'node:fs/promises';
import { build, type ModelName, models } from './make/models.ts';
import { sky } from './make/sky.ts';
import { textures } from './make/textures.ts';

/** Makes the files beside this one: all of them, or the models named (`npm run models -- chair mug`). */
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

if (asked.length === 0) {
  await mkdir(new URL('textures/', import.meta.url), { recursive: true });
  for (const [name, make] of Object.entries(textures)) await writeFile(new URL(name, import.meta.url), await make());
  await writeFile(new URL('sky.hdr', import.meta.url), sky());
}
