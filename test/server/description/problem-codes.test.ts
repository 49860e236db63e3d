import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { warningCodes } from '../../../renderer/warning.ts';
import { problemCodes, type ProblemCode } from '../../../server/problems/codes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const table: Readonly<Record<string, ProblemCode>> = problemCodes;

/** Strings of the sources that look like a code and are none. */
const otherNames =
  /^(?:darkroom_|map_|f_dc_|rot_|scale_|sh_|vertex_ind|binary_|sample_mask$|end_header$|texture_[uv]$|normal_[xyz]$|diffuse_(?:red|green|blue)$|technique_common$|visual_scene$|init_from$|float_array$|input_set$|instance_)/;

async function sources(): Promise<{ file: string; text: string }[]> {
  const files = await Array.fromAsync(glob(['server/**/*.ts', 'renderer/**/*.ts'], { cwd: root }));
  const thrown = files.filter(file => !/^server\/(openapi|pages)\//.test(file));
  return Promise.all(thrown.map(async file => ({ file, text: await readFile(root + file, 'utf8') })));
}

test('every code in the sources is in the table', async () => {
  const found = new Set<string>();
  for (const { file, text } of await sources()) {
    const literals = [...text.matchAll(/'([a-z]+(?:_[a-z0-9]+)+)'/g)].map(([, code = '']) => code);
    // A code of a single word shows by where it stands alone.
    const single = [...text.matchAll(/(?:Problem|Refusal)\(\s*\d+,\s*'([a-z]+)'/g)].map(([, code = '']) => code);
    for (const code of [...literals, ...single]) {
      if (otherNames.test(code) || code in warningCodes) continue;
      found.add(code);
      assert.ok(table[code], `${file} has "${code}": add it to server/problems/codes.ts`);
    }
  }
  assert.ok(found.size > 30, 'the search finds codes');
});

test('every code of the table is in the sources', async () => {
  const all = (await sources()).map(({ text }) => text).join('\n');
  for (const code of Object.keys(table))
    assert.ok(all.includes(`'${code}'`) || all.includes(`${code}:`), `nothing throws ${code}`);
});

test('the table has the status that the sources give a code', async () => {
  let checked = 0;
  for (const { file, text } of await sources())
    for (const [, status, code = ''] of text.matchAll(/(?:Problem|Refusal)\(\s*(\d{3}),\s*'([a-z_]+)'/g)) {
      assert.is(table[code]?.status, Number(status), `${file}: ${code}`);
      checked++;
    }
  assert.ok(checked > 30, 'the search finds statuses');
});

test('every warning of the table is in the sources, and says what it means', async () => {
  const all = (await sources()).filter(({ file }) => file !== 'renderer/warning.ts').map(({ text }) => text);
  for (const [code, means] of Object.entries(warningCodes)) {
    assert.ok(
      all.some(text => text.includes(`'${code}'`)),
      `nothing warns of ${code}`,
    );
    assert.match(means, /^[A-Z].*\.$/, code);
  }
});

test('every row says what it means and what to do, each as a sentence', () => {
  for (const [code, { means, todo }] of Object.entries(table)) {
    assert.match(means, /^[A-Z].*\.$/, code);
    assert.match(todo, /^[A-Za-z].*\.$/, code);
  }
});

test.run();
