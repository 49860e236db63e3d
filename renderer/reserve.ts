import { type AttestedBrowser, type Lease, openPool, type Pool } from './pool.ts';
import type { Turn } from './turns.ts';

/** One browser more, for what the others failed at: it is opened when it is first wanted, and ended when nobody wants it any more. */
export interface Reserve {
  /** Waits for it. @throws {RenderError} `renderer_unavailable` when it does not start */
  lease(signal: AbortSignal, turn: Turn): Promise<Lease>;
  close(): Promise<void>;
}

/** @param linger milliseconds that it is kept after its last render */
export function openReserve(open: (signal: AbortSignal) => Promise<AttestedBrowser>, linger = 60_000): Reserve {
  let pool: Pool | undefined;
  let ending: NodeJS.Timeout | undefined;
  let wanted = 0;
  const closings = new Set<Promise<void>>();

  const end = (): void => {
    const closing = pool?.close().finally(() => closings.delete(closing as Promise<void>));
    if (closing) closings.add(closing);
    pool = undefined;
  };

  const leave = (): void => {
    if (--wanted === 0) ending = setTimeout(end, linger).unref();
  };

  return {
    async lease(signal, turn) {
      clearTimeout(ending);
      wanted++;
      pool ??= openPool(1, Infinity, open);
      try {
        const lease = await pool.lease(signal, turn);
        const leaveOnce = onlyOnce(leave);
        const then = (giveBack: () => void) => () => {
          giveBack();
          leaveOnce();
        };
        return { ...lease, release: then(lease.release), discard: then(lease.discard) };
      } catch (error) {
        leave();
        throw error;
      }
    },
    async close() {
      clearTimeout(ending);
      end();
      await Promise.all(closings);
    },
  };
}

/** A lease may be given back more than once, as of a pool. */
function onlyOnce(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
