import { RenderError } from '../../renderer/error.ts';
import { doing } from '../../renderer/pipeline/steps.ts';
import { referencesOf } from '../../scenes/references.ts';
import type { Scene } from '../../scenes/scene.ts';
import { displayed } from '../assets/displayed.ts';
import { Problem } from '../problems/problem.ts';

/** Number of models that are named. */
const named = 3;

/** A failure of the renderer with the step and the models at which it failed; its reason is for the log. */
export function explained(error: unknown, scene: Scene): unknown {
  if (!(error instanceof RenderError && error.code === 'renderer_failed')) return error;
  const often = error.attempts > 1 ? ' twice' : '';
  const detail = `The renderer failed${often} at ${modelsOf(scene)}, while ${doing(error.step)}. The reason is logged under this request's id: try it once more, and if it stays, report the id.`;
  return new Problem(error.code, detail, { cause: error });
}

function modelsOf(scene: Scene): string {
  const models = new Set(
    referencesOf(scene).flatMap(({ kind, src }) => (kind === 'model' ? [`"${displayed(src)}"`] : [])),
  );
  if (models.size === 0) return 'this scene';
  const more = models.size > named ? ` and ${models.size - named} more` : '';
  return [...models].slice(0, named).join(', ') + more;
}
