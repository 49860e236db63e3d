import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openapi } from '../../../server/description/document.ts';

const redocly = fileURLToPath(new URL('../../../node_modules/.bin/redocly', import.meta.url));

/** Nothing in a request can be wrong that these would say 4XX to: what they answer does not depend on it. */
const ofNoFault = ['/', '/health/live', '/health/ready'].map(
  path => `#/paths/${path.replaceAll('/', '~1')}/get/responses`,
);

interface Linted {
  problems: { ruleId: string; message: string; location: { pointer?: string }[] }[];
}

test('the document passes redocly’s recommended rules, but for what is so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lint-'));
  try {
    await writeFile(
      join(folder, 'openapi.json'),
      JSON.stringify(openapi({ origin: 'https://x.example', keyed: true })),
    );
    const { stdout } = spawnSync(redocly, ['lint', 'openapi.json', '--format=json', '--max-problems=1000'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    const { problems } = JSON.parse(stdout) as Linted;
    const told = problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer ?? ''}`);
    assert.equal(told.toSorted(), ofNoFault.map(pointer => `operation-4xx-response ${pointer}`).toSorted());
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.run();
