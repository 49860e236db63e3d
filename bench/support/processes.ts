import { readdir, readFile, readlink } from 'node:fs/promises';

/** A process and all that it started, as /proc has them. */

export interface Memory {
  /** Bytes of this process that are in memory, those that it shares with others among them. */
  resident: number;
  /** Of these, what is no file's: heaps and stacks, nobody else's. */
  own: number;
}

/** Every process below one, nearest first. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const children = Map.groupBy(await processes(), ({ parent }) => parent);
  const below = (of: number): number[] => {
    const direct = (children.get(of) ?? []).map(child => child.pid);
    return [...direct, ...direct.flatMap(below)];
  };
  return below(pid);
}

/** The whole of several processes; one that ended meanwhile has none. */
export async function memoryOf(pids: readonly number[]): Promise<Memory> {
  const all = await Promise.all(pids.map(memoryOfOne));
  return all.reduce(({ resident, own }, one) => ({ resident: resident + one.resident, own: own + one.own }), {
    resident: 0,
    own: 0,
  });
}

/**
 * Bytes of several processes and of all below them that are in memory, each page that some share divided among them: what a machine has to have for
 * them. Costs some milliseconds of the kernel's.
 */
export async function footprintOf(roots: readonly number[]): Promise<number> {
  const below = await Promise.all(roots.map(descendantsOf));
  const pids = new Set([...roots, ...below.flat()]);
  const rolled = await Promise.all([...pids].map(pid => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')));
  return rolled.reduce((total, text) => total + bytesOf(text, 'Pss'), 0);
}

export interface CommandLine {
  program: string;
  args: string[];
}

/** What a process runs: the program itself, whatever script started it. */
export async function commandLineOf(pid: number): Promise<CommandLine> {
  const [program, line] = await Promise.all([readlink(`/proc/${pid}/exe`), readFile(`/proc/${pid}/cmdline`, 'utf8')]);
  // Chrome's own helpers write theirs anew, as one string
  const [, ...args] = line.split(line.includes('\0--') ? '\0' : ' ').filter(Boolean);
  return { program, args };
}

/** The settings that a process was started with whose names are like this. */
export async function environmentOf(pid: number, names: RegExp): Promise<Record<string, string>> {
  const settings = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
  const pairs = settings.map(setting => [setting.split('=', 1)[0] ?? '', setting.replace(/^[^=]*=/, '')] as const);
  return Object.fromEntries(pairs.filter(([name]) => names.test(name)));
}

/** What Chrome calls one of its processes: `renderer`, `gpu-process`, …; none of its first, and of all others. */
export function kindOf({ args }: CommandLine): string | undefined {
  return args.find(arg => arg.startsWith('--type='))?.slice('--type='.length);
}

/** Milliseconds of the processor that all threads of a process have had, those that have ended too; 0 where it has ended. */
export async function cpuOf(pid: number): Promise<number> {
  return (await stateOf(pid))?.cpu ?? 0;
}

/**
 * Milliseconds of the processor that several processes, all below them, and those that ended below them have had. What was left to itself as it ended
 * is not in it.
 */
export async function cpuOfTrees(roots: readonly number[]): Promise<number> {
  const below = await Promise.all(roots.map(descendantsOf));
  const states = await Promise.all([...new Set([...roots, ...below.flat()])].map(stateOf));
  return states.reduce((total, state) => total + (state?.cpu ?? 0) + (state?.ended ?? 0), 0);
}

/** Milliseconds of the processor that those had which ended below a process. */
export async function cpuOfEnded(pid: number): Promise<number> {
  return (await stateOf(pid))?.ended ?? 0;
}

async function processes(): Promise<{ pid: number; parent: number }[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async pid => {
      const state = await stateOf(pid);
      return state && { pid, parent: state.parent };
    }),
  );
  return found.filter(process => process !== undefined);
}

async function stateOf(pid: number): Promise<State | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined ? undefined : stateIn(stat);
}

/** What /proc tells of a process in one line. */
export interface State {
  parent: number;
  /** Milliseconds of the processor that it has had itself. */
  cpu: number;
  /** Those of all that it started, they started, and so on, which have ended and were waited for. */
  ended: number;
}

/** Reads `/proc/<pid>/stat`. */
export function stateIn(stat: string): State {
  // the name, in brackets, may hold anything
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // the user's and the kernel's each, in hundredths of a second
  const [, parent, , , , , , , , , , user, kernel, usersOfEnded, kernelsOfEnded] = fields.map(Number);
  const ms = (...parts: (number | undefined)[]) => parts.reduce((total: number, part = 0) => total + part * 10, 0);
  return { parent: parent ?? 0, cpu: ms(user, kernel), ended: ms(usersOfEnded, kernelsOfEnded) };
}

async function memoryOfOne(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return { resident: bytesOf(status, 'VmRSS'), own: bytesOf(status, 'RssAnon') };
}

/** Bytes: /proc tells them in units of 1024. */
function bytesOf(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}
