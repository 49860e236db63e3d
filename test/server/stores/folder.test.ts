import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Problem } from '../../../server/problems/problem.ts';
import { openFolder } from '../../../server/stores/folder.ts';
import { errorOf, frame, inFolder } from './places.ts';

const WRITER = new URL('writer.ts', import.meta.url).pathname;
const NOBODY = 65534;

test('an object is a file of its name, and no draft stays', () =>
  inFolder(async root => {
    await openFolder(root).put('r1/front.png', frame(1000));
    assert.equal(await readFile(join(root, 'r1/front.png')), frame(1000).bytes);
    assert.equal(await readdir(join(root, '~drafts')), []);
  }));

test('the folder is made when it is first written to', () =>
  inFolder(async root => {
    const store = openFolder(join(root, 'a/b'));
    assert.is(await store.get('r1/front.png'), undefined);
    assert.is(await store.has('r1', ['front.png']), false);
    assert.equal(await readdir(root), []);
    await store.put('r1/front.png', frame(10));
    assert.ok(await store.get('r1/front.png'));
  }));

test('an object is put although its folder is deleted from outside again and again', () =>
  inFolder(async root => {
    const store = openFolder(root);
    let putting = true;
    const deleting = (async () => {
      while (putting) await rm(join(root, 'r1'), { recursive: true, force: true }).catch(() => {});
    })();
    for (let number = 0; number < 50; number++) assert.is(await store.put(`r1/${number}.png`, frame(100)), true);
    putting = false;
    await deleting;
    assert.equal(await readdir(join(root, '~drafts')), []);
  }));

test('a process killed while it writes leaves whole objects or none', () =>
  inFolder(async root => {
    const size = 16_000_000;
    let drafts = 0;
    let objects = 0;
    for (let round = 0; round < 6; round++) {
      const home = join(root, String(round));
      await killWhileWriting(home, size, round % 2);
      drafts += (await readdir(join(home, '~drafts'))).length;
      const store = openFolder(home);
      let whole = 0;
      for (const folder of (await readdir(home)).filter(name => name !== '~drafts')) {
        const found = await store.get(`${folder}/front.png`);
        if (!found) continue;
        assert.ok(frame(size, Number(folder.slice(1))).bytes.equals(found.bytes), `${folder} is whole`);
        whole++;
      }
      assert.is(await store.put(`k${whole}/front.png`, frame(10)), true, 'what is left over is in nobody’s way');
      objects += whole;
    }
    assert.ok(drafts > 0, 'at least one was killed in the middle');
    assert.ok(objects > 0, 'at least one object was done');
  }));

test('drafts that are old are removed, and nothing else', () =>
  inFolder(async root => {
    const drafts = join(root, '~drafts');
    const hours = (count: number) => `${(Date.now() - count * 3_600_000).toString(16)}-x`;
    const doomed = join(drafts, hours(3));
    await mkdir(doomed, { recursive: true });
    await writeFile(join(doomed, 'front.png'), 'of a deletion cut short');
    for (const name of [hours(2), hours(0.5), 'notes.txt']) await writeFile(join(drafts, name), 'x');
    await openFolder(root).check();
    const left = await readdir(drafts);
    assert.is(left.length, 2);
    assert.ok(left.includes('notes.txt'));
  }));

test('a disk that fills up is a 503 that says so, and keeps nothing of the object', () =>
  inFolder(async root => {
    // A limit on the size of files fails in the middle of a write, as a full disk does.
    const child = spawn('sh', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, WRITER, root, '1000000', '1']);
    const [problem] = await linesOf(child.stdout);
    assert.match(problem ?? '', '"status":503,"code":"store_unavailable"');
    assert.match(problem ?? '', `The store ${root} is full (EFBIG)`);
    assert.equal(await readdir(join(root, '~drafts')), []);
    const store = openFolder(root);
    assert.is(await store.get('k0/front.png'), undefined);
    assert.is(await store.put('k0/front.png', frame(10)), true);
  }));

test('a folder that may not be written to is a 503 that says so', () =>
  inFolder(async root => {
    const home = join(root, 'home');
    await mkdir(home);
    await writeFile(join(home, 'front.png'), 'x');
    await chmod(join(home, 'front.png'), 0o000);
    await chmod(home, 0o555);
    await chmod(root, 0o755);
    const store = openFolder(home);
    await asNobody(async () => {
      const put = () => store.put('r1/front.png', frame(10));
      for (const work of [put, () => store.check(), () => store.get('front.png')]) {
        const error = await errorOf(work());
        assert.instance(error, Problem);
        assert.match(String(error), /may not be read and written by the service \(EACCES\)/);
      }
    });
  }));

test('a path that is no folder is a 503', () =>
  inFolder(async root => {
    await writeFile(join(root, 'file'), 'x');
    const store = openFolder(join(root, 'file'));
    for (const work of [() => store.put('r1/front.png', frame(10)), () => store.check()]) {
      const error = await errorOf(work());
      assert.ok(error instanceof Problem && error.status === 503 && error.code === 'store_unavailable');
    }
  }));

test('files that nobody put are not objects', () =>
  inFolder(async root => {
    await mkdir(join(root, 'r1'));
    for (const name of ['.DS_Store', 'Makefile', 'notes.txt']) await writeFile(join(root, 'r1', name), 'x');
    await mkdir(join(root, 'r1', 'folder.png'));
    await symlink('/nowhere', join(root, 'r1', 'dangling.png'));
    const store = openFolder(root);
    for (const name of ['.DS_Store', 'Makefile', 'notes.txt', 'folder.png', 'dangling.png']) {
      assert.is(await store.get(`r1/${name}`), undefined, name);
    }
  }));

test.run();

/** Kills the writer at some point, after it finished at least `done` objects and had begun another. */
async function killWhileWriting(root: string, size: number, done: number): Promise<void> {
  const child = spawn(process.execPath, [WRITER, root, String(size)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = 0;
  child.stdout.on('data', chunk => {
    lines += String(chunk).split('\n').length - 1;
  });
  const hasDraft = () =>
    readdir(join(root, '~drafts')).then(
      names => names.length > 0,
      () => false,
    );
  while (child.exitCode === null && !(lines >= done && (await hasDraft()))) await sleep(1);
  await sleep(Math.random() * 40);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.is(child.signalCode, 'SIGKILL', 'it was killed, and did not end by itself');
}

async function linesOf(stream: AsyncIterable<Buffer>): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString().split('\n');
}

/** Runs `work` with the rights of nobody in particular, as root may write anywhere. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  try {
    if (isRoot) process.seteuid?.(NOBODY);
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
