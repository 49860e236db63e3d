import type { Model } from './model.ts';

/** A model with several variants. */
export interface Several {
  /** JSON pointer of its `variant`. */
  pointer: string;
  /** `undefined` for all variants of the file. */
  names: readonly string[] | undefined;
}

/** The name for every variant of a model's file. */
export const everyVariant = '*';

export function isSeveral(variant: Model['variant']): boolean {
  return Array.isArray(variant) || variant === everyVariant;
}

/** The fields of a node that count here, valid or not. */
interface Holder {
  model?: Pick<Model, 'variant'> | undefined;
  children?: readonly Holder[] | undefined;
}

/** Every model of a scene that has several variants. */
export function severalIn(nodes: readonly Holder[], pointer = '/nodes'): Several[] {
  return nodes.flatMap((node, at) => {
    const asked = node.model?.variant;
    const here = `${pointer}/${at}`;
    const names = Array.isArray(asked) ? asked : undefined;
    const own = isSeveral(asked) ? [{ pointer: `${here}/model/variant`, names }] : [];
    return [...own, ...severalIn(node.children ?? [], `${here}/children`)];
  });
}
