import { locate } from '../../scenes/locate.ts';
import { parseScene } from '../../scenes/parse.ts';
import type { Scene } from '../../scenes/scene.ts';
import { RenderError } from '../../renderer/error.ts';
import { Problem } from '../problem.ts';
import { isDeeperThan } from './depth.ts';
import { problemOf } from './problems.ts';

/** Levels of arrays and objects, two for each generation of nodes. What walks a scene calls itself for each of them. */
const deepest = 200;

/**
 * A body as a scene.
 * @throws {Problem} 422 with a pointer to each place that is wrong
 */
export function sceneOf(body: unknown): Scene {
  if (isDeeperThan(body, deepest))
    throw new Problem(
      422,
      'scene_invalid',
      `The scene cannot be rendered: it is nested more than ${deepest} levels deep; give its nodes fewer parents.`,
    );
  const parsed = parseScene(body);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.faults;
  const more = parsed.faults.length > 1 ? ` (and ${parsed.faults.length - 1} more)` : '';
  const where = first?.pointer ? `${first.pointer}: ` : '';
  throw new Problem(
    422,
    'scene_invalid',
    `The scene cannot be rendered: ${where}${first?.detail ?? 'it is invalid'}${more}.`,
    { errors: parsed.faults },
  );
}

/** Runs work on a scene; pointers into the scene as parsed become pointers into the body as written. */
export async function pointingInto<T>(body: unknown, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof RenderError)) throw error;
    const problem = problemOf(error);
    const errors = problem.errors.map(fault => ({ ...fault, pointer: locate(body, fault.pointer) }));
    throw new Problem(problem.status, problem.code, problem.message, {
      errors,
      headers: problem.headers,
      cause: error,
    });
  }
}
