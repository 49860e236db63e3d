import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';
import { pictureOf, pointersOf, problemOf } from '../support/answers.ts';
import { decode } from '../support/pixels.ts';
import { type TestService, withService } from '../support/service.ts';

/** Real files that are no part of the project: used where they lie beside it. */
const handed = fileURLToPath(new URL('../../../shared/data/handed/objectjson', import.meta.url));
const index = z.array(z.object({ name: z.string(), main: z.string(), kind: z.string(), note: z.string() }));
const skip = existsSync(handed) ? undefined : `no real files at ${handed}`;
if (skip) console.log(`skipped: ${skip}`);

/** What is refused, and by which code; a picture comes of all else. */
function codeFor(kind: string, note: string): string | undefined {
  if (kind === 'legacy-must-refuse') return 'three_unsupported';
  return note.includes('ShaderMaterial') ? 'three_code' : undefined;
}

async function send(service: TestService, name: string, main: string): Promise<Response> {
  const form = new FormData();
  for (const file of await readdir(`${handed}/${name}`))
    form.append(file === main ? 'scene' : 'file', new Blob([await readFile(`${handed}/${name}/${file}`)]), file);
  const headers = { accept: 'image/*' };
  return fetch(`${service.url}/renders?width=128&height=128`, { method: 'POST', body: form, headers });
}

const real = skip ? test.skip : test;
real('every three.js JSON handed is drawn, or refused for the reason that its index gives', () =>
  withService({}, async service => {
    const files = index.parse(JSON.parse(await readFile(`${handed}/index.json`, 'utf8')));
    assert.ok(files.length >= 7);
    for (const { name, main, kind, note } of files) {
      const answer = await send(service, name, main);
      const code = codeFor(kind, note);
      if (code !== undefined) {
        assert.match(
          pointersOf(await problemOf(answer, 422, code))[0] ?? '',
          /^\/(scene\/materials|geometries)\/0/,
          name,
        );
        continue;
      }
      // scripts are told of, and never run
      assert.is(answer.headers.get('x-warning') !== null, note.includes('scripts'), name);
      const { data } = await decode(await pictureOf(answer, 'image/png', 201));
      assert.ok(new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size > 20, name);
    }
  }),
);

test.run();
