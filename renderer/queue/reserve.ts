import { RenderError } from '../error.ts';
import type { AttestedBrowser } from '../browser/attested-browser.ts';
import { type Lease, openPool, type Pool } from './pool.ts';
import type { Turn } from './fair-queue.ts';

/** A browser on the substitute engine, opened for one render that the others failed at and ended after it; one at a time. */
export interface Reserve {
  /** Waits for the browser. @throws {RenderError} `renderer_unavailable` when it does not start */
  lease(signal: AbortSignal, turn: Turn): Promise<Lease>;
  close(): Promise<void>;
}

export function openReserve(open: (signal: AbortSignal) => Promise<AttestedBrowser>): Reserve {
  const pools = new Set<Pool>();
  let isFree = Promise.resolve();
  let isClosed = false;
  return {
    async lease(signal, turn) {
      const previous = isFree;
      const { promise: done, resolve: leave } = Promise.withResolvers<void>();
      isFree = previous.then(() => done);
      await previous;
      const pool = isClosed || signal.aborted ? undefined : openPool({ size: 1, queueLimit: 1, open });
      if (!pool) {
        leave();
        signal.throwIfAborted();
        throw new RenderError('renderer_unavailable', 'The service is shutting down.');
      }
      pools.add(pool);
      const end = (): void => {
        pools.delete(pool);
        void pool.close().then(leave);
      };
      try {
        const lease = await pool.lease(signal, turn);
        return { ...lease, release: end, discard: end };
      } catch (error) {
        end();
        throw error;
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...pools].map(pool => pool.close()));
    },
  };
}
