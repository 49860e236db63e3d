import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cpuOfEnded, cpuOfTrees, stateIn } from '../../bench/support/processes.ts';

test("a process' state has its parent, what it has had of the processor, and what those have had that ended below it", () => {
  const stat = '4711 (node) S 42 4711 4711 0 -1 4194560 9000 800 3 2 150 25 1200 34 20 0 11 0 5000 1000000 2000\n';
  assert.equal(stateIn(stat), { parent: 42, cpu: 1750, ended: 12_340 });
});

test('the name of a process may hold blanks and brackets', () => {
  assert.equal(stateIn('7 (a) R 1 (b)) S 3 7 7 0 -1 0 0 0 0 0 1 2 3 4 20 0\n'), { parent: 3, cpu: 30, ended: 70 });
});

test('what ended counts once it was waited for', async () => {
  const before = await Promise.all([cpuOfEnded(process.pid), cpuOfTrees([process.pid])]);
  const busy = spawn(process.execPath, ['--eval', 'const end = Date.now() + 300; while (Date.now() < end);']);
  await once(busy, 'exit');
  const after = await Promise.all([cpuOfEnded(process.pid), cpuOfTrees([process.pid])]);
  assert.ok(after[0] > before[0], `${after[0]} is not more than ${before[0]}`);
  assert.ok(after[1] - before[1] >= after[0] - before[0]);
});

test.run();
