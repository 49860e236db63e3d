import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process as /proc has it. */
export interface Process {
  pid: number;
  parent: number;
  group: number;
  command: string;
}

/** Every process that runs; what has ended and only waits for its parent is none. */
async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(pid => describe(pid).catch(() => undefined)));
  return found.filter(one => one !== undefined);
}

async function describe(pid: string): Promise<Process | undefined> {
  const [stat, command] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The name, in brackets, may have anything in it.
  const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z') return undefined;
  return { pid: Number(pid), parent: Number(parent), group: Number(group), command: command.replaceAll('\0', ' ') };
}

/** Chrome's processes below this one or another, helpers included: each browser is a process group. */
export async function browsersOf(pid = process.pid): Promise<Process[]> {
  const all = await processes();
  const groups = all.filter(one => one.parent === pid && one.group === one.pid).map(one => one.group);
  return all.filter(one => groups.includes(one.group));
}

/** Those of process groups that still run after a moment. */
export async function leftOf(browsers: readonly Process[], patience = 2000): Promise<Process[]> {
  const groups = new Set(browsers.map(({ group }) => group));
  const until = performance.now() + patience;
  for (;;) {
    const left = (await processes()).filter(({ group }) => groups.has(group));
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(20);
  }
}
