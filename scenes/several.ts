import type { Model } from './model.ts';

/** A model that is asked for in several variants. */
export interface Several {
  /** JSON pointer of its list, below the nodes'. */
  pointer: string;
  /** `undefined` is all that the file has. */
  names: readonly string[] | undefined;
}

/** Stands for every variant that a model's file has. */
export const everyVariant = '*';

export function isSeveral(variant: Model['variant']): boolean {
  return Array.isArray(variant) || variant === everyVariant;
}

/** What of a node counts here, whether it is valid otherwise or not. */
interface Holder {
  model?: Pick<Model, 'variant'> | undefined;
  children?: readonly Holder[] | undefined;
}

/** Every model of a scene that is asked for in several variants. */
export function severalIn(nodes: readonly Holder[], pointer = '/nodes'): Several[] {
  return nodes.flatMap((node, at) => {
    const asked = node.model?.variant;
    const here = `${pointer}/${at}`;
    const names = Array.isArray(asked) ? asked : undefined;
    const own = isSeveral(asked) ? [{ pointer: `${here}/model/variant`, names }] : [];
    return [...own, ...severalIn(node.children ?? [], `${here}/children`)];
  });
}
