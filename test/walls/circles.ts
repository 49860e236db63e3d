import { dirname } from 'node:path/posix';

/** Files by path, each with the paths that it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Circles of imports among the files and folders that lie side by side, at every depth, each told by what closes it. A folder imports
 * what any file below it imports.
 */
export function circlesIn(graph: Graph): string[] {
  return [...foldersOf(graph)].flatMap(folder => circlesAmong(childrenOf(folder, graph), folder));
}

function foldersOf(graph: Graph): Set<string> {
  const folders = new Set<string>(['.']);
  for (const file of graph.keys())
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return folders;
}

type Edges = Map<string, Map<string, string>>;

/** What lies in a folder, with what each imports of the others, and one file that does. */
function childrenOf(folder: string, graph: Graph): Edges {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const childOf = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length).split('/')[0] : undefined);
  const edges: Edges = new Map();
  for (const [file, imports] of graph) {
    const from = childOf(file);
    if (from === undefined) continue;
    const there = edges.get(from) ?? new Map<string, string>();
    edges.set(from, there);
    for (const imported of imports) {
      const to = childOf(imported);
      if (to !== undefined && to !== from) there.set(to, `${file} imports ${imported}`);
    }
  }
  return edges;
}

function circlesAmong(edges: Edges, folder: string): string[] {
  const circles: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const walk = (child: string, way: readonly string[]): void => {
    state.set(child, 'open');
    for (const [next, example] of edges.get(child) ?? []) {
      if (state.get(next) === 'open') {
        const circle = [...way.slice(way.indexOf(next)), next];
        circles.push(`${folder}: ${circle.join(' → ')} (${example})`);
      } else if (!state.has(next)) walk(next, [...way, next]);
    }
    state.set(child, 'done');
  };
  for (const child of edges.keys()) if (!state.has(child)) walk(child, [child]);
  return circles;
}
