import { access } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { browsersOf, type Process } from '../../support/processes.ts';
import { openTestService } from '../../support/service.ts';
import { cube, endless, slow } from '../../support/small.ts';

// what another engine stands in for is in test/renderer/engines.slow.test.ts
const service = await openTestService({ GPU: 'software' });
let replaced = 0;
/** Folders of every browser that there was. */
const profiles = new Set<string>();

/** Chrome's parts, as its command lines tell them apart. */
const parts = {
  'the browser': ({ command }: Process) => !command.includes('--type='),
  'its GPU process': ({ command }: Process) => command.includes('--type=gpu-process'),
  "the page's process": ({ command }: Process) => command.includes('--type=renderer'),
} satisfies Record<string, (one: Process) => boolean>;

/** Ends a part of Chrome as a crash would. */
async function kill(isPart: (one: Process) => boolean): Promise<void> {
  const all = await browsersOf();
  for (const { command } of all) profiles.add(/--user-data-dir=(\S+)/.exec(command)?.[1] ?? '');
  const found = all.filter(isPart);
  assert.ok(found.length > 0, 'there is such a process');
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
}

/** The picture of a cube in a colour, right or not at all. */
async function draws(color: string): Promise<void> {
  const answer = await service.render(cube(color), { accept: 'image/*' });
  assert.ok((await pictureOf(answer, 'image/png', 201)).byteLength > 500);
}

let hue = 0x104080;
const color = () => `#${(hue++).toString(16).padStart(6, '0')}`;

for (const [name, isPart] of Object.entries(parts)) {
  test(`while nothing is drawn ${name} ends: the next scene is drawn`, async () => {
    await service.until('idle', 1);
    await kill(isPart);
    await draws(color());
    await service.until('replaced', ++replaced);
    await service.until('idle', 1);
    assert.is((await service.get('/health/ready')).status, 200);
  });

  test(`while a scene is drawn ${name} ends: it is drawn again, unseen`, async () => {
    await service.until('idle', 1);
    const answer = service.render(slow(color()));
    await service.until('busy', 1);
    await kill(isPart);
    await renderOf(answer, 201);
    await service.until('replaced', ++replaced);
    await draws(color());
  });
}

test('a browser that ends by itself is replaced before anyone asks', async () => {
  await service.until('idle', 1);
  await kill(parts['the browser']);
  await service.until('replaced', ++replaced);
  await service.until('idle', 1);
  await draws(color());
});

test('a scene at which two browsers end is a 500 without their words, and the next is drawn', async () => {
  await service.until('idle', 1);
  const answer = service.render(endless());
  for (let time = 0; time < 2; time++) {
    await service.until('busy', 1);
    await kill(parts['the browser']);
    await service.until('replaced', ++replaced);
  }
  const told = await problemOf(answer, 500, 'renderer_failed');
  // a browser may end before it is at the drawing
  assert.match(told.detail, /^The renderer failed twice at this scene, while [a-z ]+\. /);
  assert.not.match(told.detail, /[Bb]rowser|Chrome|Protocol|Target/);
  await draws(color());
});

test('no process and no profile of any of them is left', async () => {
  await service.close();
  profiles.delete('');
  assert.is(profiles.size, 9);
  for (const folder of profiles)
    await access(folder).then(
      () => assert.unreachable(`${folder} is left`),
      () => {},
    );
});

test.run();
