import { test } from 'uvu';
import type { Renderer } from '../../renderer/renderer.ts';
import { withRenderer } from './studio.ts';

/** Tests of a file that draw one after another in one browser, which opens with the first and closes with the last of them. */
export function drawnTests() {
  let left = 0;
  let open: ReturnType<typeof openUntilClosed> | undefined;
  function add(name: string, draws: (renderer: Renderer) => Promise<void>): void {
    left += 1;
    test(name, async () => {
      open ??= openUntilClosed();
      try {
        await draws(await open.renderer);
      } finally {
        left -= 1;
        if (left === 0) await open.close();
      }
    });
  }
  return Object.assign(add, { run: () => test.run() });
}

function openUntilClosed() {
  const [opened, over] = [Promise.withResolvers<Renderer>(), Promise.withResolvers<void>()];
  const closed = withRenderer(renderer => {
    opened.resolve(renderer);
    return over.promise;
  });
  closed.catch(opened.reject);
  const close = () => {
    over.resolve();
    return closed;
  };
  return { renderer: opened.promise, close };
}
