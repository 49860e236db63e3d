import { hasSubstitute } from '../engines/engines.ts';
import { RenderError } from '../error.ts';
import type { Lease } from '../queue/pool.ts';
import type { Sink } from './captured.ts';
import { turnCost } from './cost.ts';
import { environmentKey } from './environment-store.ts';
import { failedAgain } from './failures.ts';
import type { RendererParts } from './parts.ts';
import type { Progress } from './progress.ts';
import type { RenderRequest } from './request.ts';
import { type KeptEnvironment, runSession } from './session.ts';

/**
 * Captures every picture of a scene. What goes wrong in the browser, and not in the scene, is tried once more from the picture at
 * which it went wrong: on a fresh browser, or on the engine that stands in for the one that failed.
 */
export async function captureAll(
  parts: RendererParts,
  request: RenderRequest,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const progress: Progress = { left: undefined, attempts: 0, held: 0, failures: [], waited: 0 };
  while (progress.left?.length !== 0 && !sink.closed) await attempt(parts, request, progress, sink, signal);
  // only now is it known that it was the engine, and not the scene
  const [failure] = progress.failures;
  if (progress.failedEngine && failure && !sink.closed)
    await parts.engines.failed(progress.failedEngine, failure.message);
}

/** One browser, for as long as it goes well and nobody else wants it. */
async function attempt(
  parts: RendererParts,
  request: RenderRequest,
  progress: Progress,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const asked = performance.now();
  // before there is a browser: none is held for it
  const environment = await findEnvironment(parts, request, signal);
  const lease = await leaseFor(parts, request, progress, sink, signal);
  if (signal.aborted) lease.release();
  signal.throwIfAborted();
  progress.attempts++;
  const started = performance.now();
  progress.waited += started - asked;
  try {
    await runSession(parts, lease, { ...request, environment, progress, sink }, signal);
    if (!progress.failedEngine) parts.engines.succeeded(lease.engine);
  } catch (error) {
    if (sink.closed || progress.left?.length === 0) return;
    if (!(error instanceof RenderError && error.code === 'renderer_failed')) throw error;
    progress.failures.push(error);
    if (hasSubstitute[lease.engine]) progress.failedEngine = lease.engine;
    if (progress.failures.length > 1) throw failedAgain(progress.failures);
    request.onRetry?.(error);
  } finally {
    progress.held += performance.now() - started;
  }
}

function leaseFor(
  { pool, reserve }: RendererParts,
  { scene, assets, client = '' }: RenderRequest,
  { left, failedEngine, attempts }: Progress,
  sink: Sink,
  signal: AbortSignal,
): Promise<Lease> {
  const turn = { client, cost: turnCost(scene, assets, left) };
  if (failedEngine) return reserve.lease(signal, turn);
  return pool.lease(signal, turn, { again: attempts > 0, onPlace: place => sink.queued(place) });
}

async function findEnvironment(
  { version, environments }: RendererParts,
  { scene, assets }: RenderRequest,
  signal: AbortSignal,
): Promise<KeptEnvironment | undefined> {
  const key = environmentKey(scene, assets, version);
  return key === undefined ? undefined : { key, bytes: await environments.get(key, signal) };
}
