import type { LoadingManager } from 'three/webgpu';

/** Counts what a manager's loaders have begun and not ended. @returns what resolves once there is nothing left of it */
export function idleOf(manager: LoadingManager): () => Promise<void> {
  let open = 0;
  let wake: (() => void) | undefined;
  const { itemStart, itemEnd } = manager;
  manager.itemStart = url => {
    open += 1;
    itemStart(url);
  };
  manager.itemEnd = url => {
    open -= 1;
    itemEnd(url);
    if (open === 0) wake?.();
  };
  return async () => {
    while (open > 0)
      await new Promise<void>(resolve => {
        wake = resolve;
      });
  };
}
