import type { Asset } from '../../renderer/asset.ts';
import type { Timings } from '../../renderer/contract.ts';
import { type Reference, referencesOf } from '../../scenes/references.ts';
import type { Scene } from '../../scenes/scene.ts';
import type { ResolveOptions } from '../assets/resolve.ts';
import type { Parts } from '../assets/sources/part.ts';
import { type DrawParts, drawAndStore } from './draw.ts';
import { createEventLog } from '../concurrency/event-log.ts';
import type { ProgressEvent, RenderEvent, RenderResult, Tell } from './events.ts';
import { explained } from './failure.ts';
import { renderId } from './identity.ts';
import { createKeyedSemaphore } from '../concurrency/keyed-semaphore.ts';
import { createSingleFlight } from '../concurrency/single-flight.ts';
import { timed } from './timings.ts';

/** Fetches, checks and digests the files of a scene. */
export type ResolveAssets = (
  references: readonly Reference[],
  options: ResolveOptions,
) => Promise<ReadonlyMap<string, Asset>>;

/** What comes with a scene. */
export interface Asked {
  /** Files that it refers to by their names. */
  parts?: Parts | undefined;
  /** Who asks: browsers are shared fairly among clients. */
  client?: string | undefined;
}

export interface RenderService {
  /**
   * Renders a scene, with the files that came with it, or finds it rendered, and tells how that goes on. It starts at once, whether or
   * not anybody reads the events; the signal cancels it, down to the browser, unless others wait for the same render.
   */
  render(scene: Scene, signal: AbortSignal, asked?: Asked): AsyncIterable<RenderEvent>;
  /** Resolves when nothing is being prepared or rendered any more. */
  settled(): Promise<void>;
}

export interface RenderServiceOptions extends DrawParts {
  resolve: ResolveAssets;
  /** Requests whose files may be fetched at a time; each may hold hundreds of megabytes. */
  preparing: number;
  /** Requests that may wait for that. */
  queueLimit: number;
}

/** Scene → assets → id → frames → store. */
export function createRenderService(options: RenderServiceOptions): RenderService {
  const { renderer, repository, resolve, metrics, preparing, queueLimit } = options;
  const flights = createSingleFlight<ProgressEvent, RenderResult>();
  // a slow host gets half of the permits, and the rest is for all others
  const fetches = createKeyedSemaphore({ permits: preparing, perKey: Math.ceil(preparing / 2), queueLimit });

  const fetch = async (scene: Scene, parts: Parts | undefined, timings: Timings, tell: Tell, signal: AbortSignal) => {
    const references = referencesOf(scene);
    const asked = performance.now();
    const onQueued = (place: number): void => tell({ type: 'queued', place });
    const onFetched = (done: number, of: number): void => tell({ type: 'fetching', done, of });
    return fetches.run(hostOf(references), { signal, onQueued }, () => {
      timings['queue'] = performance.now() - asked;
      return resolve(references, { signal, parts, timings, onFetched });
    });
  };

  const findOrDraw = async (scene: Scene, { parts, client }: Asked, tell: Tell, signal: AbortSignal) => {
    const timings: Timings = {};
    const assets = await fetch(scene, parts, timings, tell, signal);
    const id = renderId(scene, assets, renderer.version);
    // looked up within the flight: who comes just as one lands finds it stored, and does not draw it again
    const start = async (shared: AbortSignal, tellAll: Tell): Promise<RenderResult> => {
      const record = await timed(timings, 'lookup', () => repository.find(id, shared));
      if (record) return { record, stored: true, timings };
      const prepared = { id, scene, assets, client, timings };
      return drawAndStore(options, prepared, tellAll, shared).catch((error: unknown) => {
        throw explained(error, scene);
      });
    };
    const result = await flights.join(id, { signal, tell, start });
    if (result.stored) metrics.reused();
    return result;
  };

  const underWay = new Set<Promise<RenderResult>>();
  return {
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    render(scene, signal, asked = {}) {
      const events = createEventLog<RenderEvent>();
      const result = findOrDraw(scene, asked, event => events.add(event), signal);
      underWay.add(result);
      void result
        .then(
          done => events.add({ type: 'done', result: done }),
          (error: unknown) => events.add({ type: 'failed', error }),
        )
        .finally(() => {
          underWay.delete(result);
          events.end();
        });
      return events;
    },
  };
}

/** Whom a scene's files come from, as far as it says so itself: its first host or bucket. */
function hostOf(references: readonly Reference[]): string {
  for (const { src } of references) {
    const [, host] = /^(?:https?|gs):\/\/([^/?#]*)/i.exec(src.slice(0, 1000)) ?? [];
    if (host !== undefined) return host.toLowerCase();
  }
  return '';
}
