/** What the files of a room may import, besides what lies in the same room. */
interface Wall {
  /** Rooms (folders or files) that may be imported. */
  may: readonly string[];
  /** Of them, those of which types alone may be. */
  types?: readonly string[];
  /** Rooms inside of what `may` allows that are closed all the same. */
  not?: readonly string[];
  /** Whether it runs in Node. */
  node: boolean;
  /** Packages that are closed to it. */
  packages?: RegExp;
}

/** Packages that speak HTTP with our clients. */
const http = /^(koa|@koa\/.*|raw-body|@fastify\/busboy|range-parser)$/;

/**
 * One row per room: server → renderer → scenes, and the stage, which runs in Chrome, apart. Of several rows, that of the innermost room
 * holds, so that a new folder lies within the walls of the one around it.
 */
const walls: Readonly<Record<string, Wall>> = {
  scenes: { may: [], node: false },
  'scenes/models': { may: ['scenes'], node: true },
  renderer: { may: ['scenes'], not: ['renderer/stage'], node: true },
  'renderer/stage': { may: ['scenes', 'renderer'], types: ['renderer'], node: false },
  server: { may: ['renderer', 'scenes'], not: ['renderer/stage'], node: true },
  'server/assets': {
    may: ['renderer', 'scenes', 'server/problems', 'server/concurrency'],
    not: ['renderer/stage'],
    node: true,
    packages: http,
  },
  'server/renders': {
    may: [
      'renderer',
      'scenes',
      'server/problems',
      'server/concurrency',
      'server/assets',
      'server/stores',
      'server/metrics.ts',
    ],
    not: ['renderer/stage'],
    node: true,
    packages: http,
  },
  'server/problems': { may: ['renderer', 'scenes'], not: ['renderer/stage'], node: true, packages: http },
  'server/stores': { may: ['scenes', 'server/problems', 'server/concurrency'], node: true, packages: http },
  'server/site/client': { may: [], node: false },
  bench: { may: ['scenes', 'renderer', 'server', 'test'], node: true },
  test: { may: ['scenes', 'renderer', 'server', 'bench', 'deploy'], node: true },
  deploy: { may: [], node: true },
};

const isWithin = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

function roomOf(path: string): string | undefined {
  return Object.keys(walls)
    .filter(room => isWithin(path, room))
    .toSorted((a, b) => b.length - a.length)[0];
}

/**
 * Why a file may not import something; `undefined` where it may.
 * @param to a path of the project, or a package's name
 */
export function refusal(from: string, to: string, isType: boolean): string | undefined {
  const room = roomOf(from);
  const wall = room === undefined ? undefined : walls[room];
  if (room === undefined || !wall) return `${from} lies in no room: give its folder a row in test/walls/directions.ts`;
  const says = `${from} imports ${to}: ${room} may not`;
  if (to.startsWith('node:')) return wall.node ? undefined : says;
  if (!to.includes('/') || !roomOf(to)) return wall.packages?.test(to) ? says : undefined;
  if (wall.not?.some(other => isWithin(to, other))) return says;
  if (isWithin(to, room)) return undefined;
  const isOpen = wall.may.some(other => isWithin(to, other));
  const needsType = wall.types?.some(other => isWithin(to, other)) ?? false;
  if (!isOpen) return says;
  return needsType && !isType ? `${says} but for types` : undefined;
}
