import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examples } from '../../../server/description/examples.ts';
import { curl } from '../../../server/site/curl.ts';

/** The arguments that a shell makes of a command. */
async function argumentsOf(command: string): Promise<string[]> {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env: { KEY: 'secret' } });
  return stdout.split('\0').slice(0, -1);
}

test('a shell takes the command apart as it was meant', async () => {
  const body = `{"model": "it's a \\"chair\\" $HOME \`x\`.glb"}`;
  const command = curl('https://darkroom.example', '/renders', { key: true, body, accept: 'image/*', to: 'chair.png' });
  assert.equal(await argumentsOf(command), [
    'https://darkroom.example/renders',
    '-H',
    'authorization: Bearer secret',
    '-H',
    'content-type: application/json',
    '-H',
    'accept: image/*',
    '-d',
    body,
    '-o',
    'chair.png',
  ]);
});

test('every example survives it', async () => {
  for (const { name, text } of examples) {
    const given = await argumentsOf(curl('http://127.0.0.1:8080', '/renders', { body: text }));
    assert.is(given.at(-1), text, name);
  }
});

test.run();
