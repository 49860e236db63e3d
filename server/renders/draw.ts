import type { Logger } from 'pino';
import type { Asset } from '../../renderer/asset.ts';
import type { Device } from '../../renderer/browser/device.ts';
import type { Timings } from '../../renderer/contract.ts';
import type { RenderError } from '../../renderer/error.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import type { Warning } from '../../renderer/warning.ts';
import { referencesOf } from '../../scenes/references.ts';
import type { Scene } from '../../scenes/scene.ts';
import { deviceNames } from './device.ts';
import type { RenderResult, Tell } from './events.ts';
import { type FrameRecord, recordOf } from './record.ts';
import type { Metrics } from '../metrics.ts';
import type { RenderRepository } from './render-repository.ts';
import { rounded, sumOf, timed } from './timings.ts';
import { titleOf } from './title.ts';
import { distinct, warningsOf } from './warnings.ts';

export interface DrawParts {
  renderer: Renderer;
  repository: RenderRepository;
  metrics: Metrics;
  log: Logger;
}

/** A render that is not stored yet, with its files. */
export interface Prepared {
  id: string;
  scene: Scene;
  assets: ReadonlyMap<string, Asset>;
  client: string | undefined;
  /** What was spent on it so far. */
  timings: Timings;
}

/** Has a scene rendered, and stores each frame as it comes; its record last. */
export async function drawAndStore(
  { renderer, repository, metrics, log }: DrawParts,
  { id, scene, assets, client, timings: spentBefore }: Prepared,
  tell: Tell,
  signal: AbortSignal,
): Promise<RenderResult> {
  const frames: FrameRecord[] = [];
  const warnings: Warning[] = warningsOf(referencesOf(scene), assets);
  const timings = { ...spentBefore };
  const devices: Device[] = [];
  let first: Uint8Array | undefined;
  const started = performance.now();
  const onRetry = (failure: RenderError): void =>
    log.warn(
      { err: failure, render: id, step: failure.step },
      'a browser failed, and what is left is drawn by another',
    );
  for await (const event of renderer.render({ scene, assets, client, onRetry }, signal)) {
    if (event.type !== 'frame') {
      tell(event);
      continue;
    }
    const frame = await timed(timings, 'store', () => repository.putFrame(id, event.frame, signal));
    first ??= frame.bytes;
    devices.push(frame.device);
    for (const [name, spent] of Object.entries(frame.timings)) timings[name] = (timings[name] ?? 0) + spent;
    const stored = recordOf(frame);
    frames.push(stored);
    warnings.push(...(frame.warnings ?? []));
    tell({ type: 'frame', frame: stored });
  }
  timings['total'] = performance.now() - started + sumOf(spentBefore);
  const drawn = {
    id,
    state: 'done' as const,
    created: new Date().toISOString(),
    frames: inOrder(frames, scene),
    timings: rounded(timings),
    renderer: { version: renderer.version, ...deviceNames(devices) },
    title: titleOf(scene),
    warnings: distinct(warnings),
  };
  const record = await repository.putRecord(drawn, signal);
  metrics.rendered(timings, drawn.renderer.engine);
  return { record, stored: false, first, timings };
}

/** Outputs in the order in which they are written, and not in that of what is drawn together. */
function inOrder(frames: readonly FrameRecord[], { outputs }: Scene): FrameRecord[] {
  const place = ({ output }: FrameRecord) => outputs.findIndex(({ name }) => name === output);
  const pictures = Map.groupBy(frames, ({ variant, view }) => JSON.stringify([variant, view]));
  return [...pictures.values()].flatMap(prints => prints.toSorted((a, b) => place(a) - place(b)));
}
