import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { build, models } from '../../scenes/models/make/models.ts';

/** The validator comes without types. */
interface Validator {
  validateBytes(bytes: Uint8Array): Promise<{ issues: { numErrors: number; numWarnings: number } }>;
}
const validator: Validator = createRequire(import.meta.url)('gltf-validator');

const folder = new URL('../../scenes/models/', import.meta.url);

test('a model is made of the same bytes every time', async () => {
  const [once, again] = [await build('flag'), await build('flag')];
  assert.ok(Buffer.from(once).equals(Buffer.from(again)));
});

test('the folder holds every model and no other', async () => {
  const files = (await readdir(folder)).filter(name => name.endsWith('.glb'));
  assert.equal(
    files.toSorted(),
    Object.keys(models)
      .map(name => `${name}.glb`)
      .toSorted(),
  );
});

for (const name of Object.keys(models))
  test(`${name}.glb is valid glTF, and small enough to keep in the repository`, async () => {
    const bytes = await readFile(new URL(`${name}.glb`, folder));
    const report = await validator.validateBytes(new Uint8Array(bytes));
    assert.is(report.issues.numErrors, 0);
    assert.is(report.issues.numWarnings, 0);
    assert.ok(bytes.length < 1_200_000, `${bytes.length} bytes`);
  });

test('the chair has its variants, its named parts and a camera', async () => {
  const gltf = await json('chair');
  const names = gltf.nodes.map(node => node.name);
  for (const part of ['Seat', 'Back', 'Legs', 'Hero']) assert.ok(names.includes(part), part);
  assert.equal(gltf.extensions?.KHR_materials_variants?.variants, [
    { name: 'oak' },
    { name: 'walnut' },
    { name: 'black' },
  ]);
  assert.is(gltf.cameras?.[0]?.name, 'Hero');
});

test('the clips are named as the scenes name them', async () => {
  assert.equal(
    (await json('box')).animations?.map(clip => clip.name),
    ['open'],
  );
  assert.equal(
    (await json('flag')).animations?.map(clip => clip.name),
    ['wave'],
  );
});

interface Gltf {
  nodes: { name: string }[];
  cameras?: { name: string }[];
  animations?: { name: string }[];
  extensions?: { KHR_materials_variants?: { variants: { name: string }[] } };
}

async function json(name: string): Promise<Gltf> {
  const bytes = await readFile(new URL(`${name}.glb`, folder));
  return JSON.parse(bytes.toString('utf8', 20, 20 + bytes.readUInt32LE(12)));
}

test.run();
