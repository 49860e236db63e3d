import { mkdir, writeFile } from 'node:fs/promises';
import { files } from './make/formats/files.ts';

/** Makes the files in `formats/`: one of each kind of model that is read besides glTF, and their images. */
const folder = new URL('formats/', import.meta.url);
await mkdir(new URL('textures/', folder), { recursive: true });
for (const [name, make] of Object.entries(files)) {
  const file = await make();
  await writeFile(new URL(encodeURIComponent(name).replaceAll('%2F', '/'), folder), file);
  console.log(`${name}  ${file.length} bytes`);
}
