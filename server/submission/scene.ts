import { LRUCache } from 'lru-cache';
import { parseScene } from '../../scenes/parse.ts';
import type { Scene } from '../../scenes/scene.ts';
import { RenderError } from '../../renderer/error.ts';
import type { Fault } from '../../scenes/fault.ts';
import { Problem } from '../problems/problem.ts';
import { isDeeperThan } from './depth.ts';
import { problemOf } from '../problems/problem-of.ts';

/** Levels of arrays and objects, two per level of nodes: code that walks a scene recurses once per level. */
const maxDepth = 200;

/** Cache of scenes by their text. Scenes are never changed. */
const scenes = new LRUCache<string, Scene>({
  max: 1000,
  maxSize: 4 * 2 ** 20,
  sizeCalculation: (_, text) => text.length + 1,
});
const maxCachedLength = 32 * 1024;

/**
 * A body as a scene; short texts are checked once, and equal ones give the same scene.
 * @param text the body's whole text
 * @throws {Problem} `scene_invalid` with a pointer to each place that is wrong
 */
export function sceneOfText(body: unknown, text: string): Scene {
  if (text.length > maxCachedLength) return sceneOf(body);
  const scene = scenes.get(text) ?? frozen(sceneOf(body));
  scenes.set(text, scene);
  return scene;
}

/** Freezes a value that several requests share. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/**
 * A body as a scene.
 * @throws {Problem} `scene_invalid` with a pointer to each place that is wrong
 */
export function sceneOf(body: unknown): Scene {
  if (isDeeperThan(body, maxDepth))
    throw new Problem(
      'scene_invalid',
      `The scene cannot be rendered: it is nested more than ${maxDepth} levels deep; give its nodes fewer parents.`,
    );
  const parsed = parseScene(body);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.faults;
  const more = parsed.faults.length > 1 ? ` (and ${parsed.faults.length - 1} more)` : '';
  const where = first?.pointer ? `${first.pointer}: ` : '';
  throw new Problem(
    'scene_invalid',
    `The scene cannot be rendered: ${where}${first?.detail ?? 'it is invalid'}${more}.`,
    { errors: parsed.faults },
  );
}

/**
 * Runs work, and replaces the faults of the problem that it ends with.
 * @param faultsOf the faults with their places in the request
 */
export async function withFaults<T>(
  work: () => Promise<T>,
  faultsOf: (problem: Problem) => readonly Fault[],
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof RenderError)) throw error;
    const problem = problemOf(error);
    throw problem.with({ errors: faultsOf(problem), cause: error });
  }
}
