import { kinds, type Layer, type Spec } from './specs.ts';

/** Specs that a layer may unfold to. */
const most = 400_000;

/** Ways in which a prim takes what others say, the strongest first. */
const arcs = ['inherits', 'references', 'payload', 'specializes'] as const;

/**
 * Unfolds what prims take from others of the same layer, and leaves what they take from files as the composer reads it: three.js knows
 * references to files alone.
 */
export function unfold({ specsByPath: specs }: Layer): void {
  const below = Map.groupBy(Object.keys(specs), ownerOf);
  const done = new Set<string>();
  let count = Object.keys(specs).length;

  const unfoldOne = (path: string, open: ReadonlySet<string>): void => {
    const fields = specs[path]?.fields;
    if (!fields || done.has(path)) return;
    if (open.has(path)) throw new Error(`its prim ${path} is a part of itself`);
    const within = new Set([...open, path]);
    const sources = arcs.flatMap(arc => [fields[arc]].flat().filter(one => typeof one === 'string'));
    for (const arc of arcs) delete fields[arc];
    const files = sources.filter(source => source.startsWith('@'));
    if (files.length > 0) fields['references'] = [files.join()];
    for (const source of sources) if (!source.startsWith('@')) take(source.replace(/^<|>$/g, ''), path, within);
    done.add(path);
    for (const child of below.get(path) ?? []) unfoldOne(child, within);
  };

  /** Says of one prim, and of all below it, what is said of another, where it says nothing itself. */
  const take = (from: string, to: string, open: ReadonlySet<string>): void => {
    unfoldOne(from, open);
    const source = specs[from];
    const own = specs[to];
    if (!source || !own) return;
    own.fields = { ...without(source.fields, 'specifier', 'active'), ...own.fields };
    if (own.fields['typeName'] === '' || own.fields['typeName'] === undefined)
      own.fields['typeName'] = source.fields['typeName'];
    copyBelow(from, to, from, to);
  };

  const copyBelow = (from: string, to: string, root: string, target: string): void => {
    for (const path of below.get(from) ?? []) {
      const made = to + path.slice(from.length);
      const spec = specs[path];
      if (spec && specs[made] === undefined) {
        if (++count > most) throw new Error(`it unfolds to more than ${most} things`);
        specs[made] = rebased(spec, root, target);
        below.set(to, [...(below.get(to) ?? []), made]);
      }
      copyBelow(path, made, root, target);
    }
  };

  for (const path of Object.keys(specs)) unfoldOne(path, new Set());
}

/** The prim to which a path belongs: that of a property, else the one above. */
function ownerOf(path: string): string {
  const dot = path.indexOf('.', path.lastIndexOf('/'));
  if (dot > 0) return path.slice(0, dot);
  return path === '/' ? '' : path.slice(0, Math.max(path.lastIndexOf('/'), 1)).replace(/^$/, '/');
}

function rebased(spec: Spec, from: string, to: string): Spec {
  const fields = { ...spec.fields };
  for (const name of ['targetPaths', 'connectionPaths']) {
    const paths = fields[name];
    if (Array.isArray(paths))
      fields[name] = paths.map(path => (isWithin(String(path), from) ? to + String(path).slice(from.length) : path));
  }
  return { specType: spec.specType, fields };
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`) || path.startsWith(`${root}.`);
}

function without(fields: Spec['fields'], ...names: string[]): Spec['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** Leaves out what is not in the scene, with all below it: prims that are not active, and those that are there to be taken from. */
export function prune({ specsByPath: specs }: Layer): void {
  const gone = new Set<string>();
  for (const [path, { specType, fields }] of Object.entries(specs))
    if (specType === kinds.prim && (fields['active'] === false || fields['specifier'] === 2)) gone.add(path);
  if (gone.size === 0) return;
  for (const path of Object.keys(specs)) {
    for (let owner = path; owner.length > 1; owner = ownerOf(owner)) if (gone.has(owner)) delete specs[path];
  }
}
