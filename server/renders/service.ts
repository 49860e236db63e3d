import type { Logger } from 'pino';
import type { RenderError } from '../../renderer/error.ts';
import type { Asset } from '../../renderer/asset.ts';
import type { Timings } from '../../renderer/contract.ts';
import type { Warning } from '../../renderer/warning.ts';
import type { Drawer } from '../../renderer/browser/drawer.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { type Reference, referencesOf } from '../../scenes/references.ts';
import type { Scene } from '../../scenes/scene.ts';
import type { Parts } from '../assets/sources/part.ts';
import type { Metrics } from '../metrics.ts';
import { drawerOf } from './drawer.ts';
import { explained } from './failure.ts';
import { createFlights } from './single-flight.ts';
import { renderId } from './identity.ts';
import { createLanes } from './keyed-semaphore.ts';
import { type FrameRecord, recordOf, type RenderRecord } from './record.ts';
import type { Shelf } from './render-repository.ts';
import { titleOf } from './title.ts';
import { distinct, warningsOf } from './warnings.ts';

export type ResolveAssets = (
  references: readonly Reference[],
  signal: AbortSignal,
  parts: Parts | undefined,
  timings: Timings,
) => Promise<ReadonlyMap<string, Asset>>;

export interface RenderResult {
  record: RenderRecord;
  /** It was stored already: nothing was drawn. */
  stored: boolean;
  /** The first frame's bytes where they were just made. */
  first?: Uint8Array | undefined;
  /** Milliseconds of this request. */
  timings: Timings;
}

/** What comes with a scene. */
export interface Asked {
  /** Files that it refers to by their names. */
  parts?: Parts | undefined;
  /** Who asks: browsers are shared fairly among clients. */
  client?: string | undefined;
}

export interface RenderService {
  /** Renders a scene, with the files that came with it, or finds it rendered. Rejects with a `Problem`, a `RenderError`, or the signal's reason. */
  render(scene: Scene, signal: AbortSignal, asked?: Asked): Promise<RenderResult>;
  /** Resolves when nothing is being prepared or rendered any more. */
  settled(): Promise<void>;
}

export interface RenderServiceOptions {
  renderer: Renderer;
  shelf: Shelf;
  resolve: ResolveAssets;
  metrics: Metrics;
  /** Requests whose files may be fetched at a time; each may hold hundreds of megabytes. */
  preparing: number;
  /** Requests that may wait for that. */
  queueLimit: number;
  log: Logger;
}

/** Scene → assets → id → frames → store. */
export function createRenderService({
  renderer,
  shelf,
  resolve,
  metrics,
  preparing,
  queueLimit,
  log,
}: RenderServiceOptions): RenderService {
  const flights = createFlights<RenderResult>();
  // a host that is slow has half of the places, and the rest is for all others
  const lanes = createLanes({ places: preparing, each: Math.ceil(preparing / 2), waiting: queueLimit });

  const prepare = async (
    scene: Scene,
    timings: Timings,
    signal: AbortSignal,
    parts?: Parts,
  ): Promise<ReadonlyMap<string, Asset>> => {
    const references = referencesOf(scene);
    const asked = performance.now();
    return lanes.run(hostOf(references), signal, () => {
      timings['queue'] = performance.now() - asked;
      return resolve(references, signal, parts, timings);
    });
  };

  const draw = async (
    id: string,
    scene: Scene,
    assets: ReadonlyMap<string, Asset>,
    before: Timings,
    signal: AbortSignal,
    client: string | undefined,
  ): Promise<RenderResult> => {
    const frames: FrameRecord[] = [];
    const warnings: Warning[] = warningsOf(referencesOf(scene), assets);
    const timings = { ...before };
    const drawers: Drawer[] = [];
    let first: Uint8Array | undefined;
    const started = performance.now();
    const onRetry = (failure: RenderError): void =>
      log.warn(
        { err: failure, render: id, step: failure.step },
        'a browser failed, and what is left is drawn by another',
      );
    for await (const drawn of renderer.render({ scene, assets, client, onRetry }, signal)) {
      const frame = await timed(timings, 'store', () => shelf.keep(id, drawn, signal));
      first ??= frame.bytes;
      drawers.push(frame.drawer);
      for (const [name, spent] of Object.entries(frame.timings)) timings[name] = (timings[name] ?? 0) + spent;
      frames.push(recordOf(frame));
      warnings.push(...(frame.warnings ?? []));
    }
    timings['total'] = performance.now() - started + sumOf(before);
    const drawn = {
      id,
      created: new Date().toISOString(),
      frames: inOrder(frames, scene),
      timings: rounded(timings),
      renderer: { version: renderer.version, ...drawerOf(drawers) },
      title: titleOf(scene),
      warnings: distinct(warnings),
    };
    const record = await shelf.finish(drawn, signal);
    metrics.rendered(timings, drawn.renderer.engine);
    return { record, stored: false, first, timings };
  };

  const findOrDraw = async (scene: Scene, signal: AbortSignal, { parts, client }: Asked): Promise<RenderResult> => {
    const timings: Timings = {};
    const assets = await prepare(scene, timings, signal, parts);
    const id = renderId(scene, assets, renderer.version);
    // Looked up within the flight: who comes just as one lands finds it stored, and does not draw it again.
    const result = await flights.join(id, signal, async shared => {
      const record = await timed(timings, 'lookup', () => shelf.find(id, shared));
      if (record) return { record, stored: true, timings };
      return draw(id, scene, assets, timings, shared, client).catch((error: unknown) => {
        throw explained(error, scene);
      });
    });
    if (result.stored) metrics.reused();
    return result;
  };

  const underWay = new Set<Promise<RenderResult>>();
  return {
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async render(scene, signal, asked = {}) {
      const result = findOrDraw(scene, signal, asked);
      underWay.add(result);
      try {
        return await result;
      } finally {
        underWay.delete(result);
      }
    },
  };
}

/** Outputs in the order in which they are written, and not in that of what is drawn together. */
function inOrder(frames: readonly FrameRecord[], { outputs }: Scene): FrameRecord[] {
  const place = ({ output }: FrameRecord) => outputs.findIndex(({ name }) => name === output);
  const pictures = Map.groupBy(frames, ({ variant, view }) => JSON.stringify([variant, view]));
  return [...pictures.values()].flatMap(prints => prints.toSorted((a, b) => place(a) - place(b)));
}

/** Whom a scene's files come from, as far as it says so itself: its first host or bucket. */
function hostOf(references: readonly Reference[]): string {
  for (const { src } of references) {
    const [, host] = /^(?:https?|gs):\/\/([^/?#]*)/i.exec(src.slice(0, 1000)) ?? [];
    if (host !== undefined) return host.toLowerCase();
  }
  return '';
}

function sumOf(timings: Timings): number {
  return Object.values(timings).reduce((sum, spent) => sum + spent, 0);
}

async function timed<T>(timings: Timings, name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    timings[name] = (timings[name] ?? 0) + performance.now() - started;
  }
}

function rounded(timings: Timings): Timings {
  return Object.fromEntries(Object.entries(timings).map(([name, spent]) => [name, Math.round(spent * 10) / 10]));
}
