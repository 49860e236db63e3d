import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signers } from '../../../server/site/docs/signing.ts';
import { withApp } from './app.ts';

const commands = {
  node: [process.execPath, '--input-type=module', '-e'],
  python: ['python3', '-c'],
  openssl: ['sh', '-c'],
} satisfies Record<keyof ReturnType<typeof signers>, string[]>;

const isThere = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

for (const [language, program] of [
  ['node', process.execPath],
  ['python', 'python3'],
  ['openssl', 'openssl'],
] as const)
  (isThere(program) ? test : test.skip)(
    `the docs sign in ${language} as the service does (else skipped: no ${program})`,
    () =>
      withApp(
        async url => {
          const [command = '', ...options] = commands[language];
          const { stdout, stderr } = spawnSync(command, [...options, signers(url)[language]], {
            encoding: 'utf8',
            env: { ...process.env, LINK_KEY: 'a key of this test' },
          });
          const signed = stdout.trim();
          assert.match(signed, /^http.*expires=1900000000.*&signature=[\w-]{43}$/, stderr);
          const answer = await fetch(signed);
          assert.is(answer.status, 200, await answer.text());
          assert.is((await fetch(signed.replace('width=256', 'width=257'))).status, 403);
        },
        { apiKeys: ['secret'] },
      ),
  );

test.run();
