import { attested } from '../browser/attest.ts';
import { enginesThere, type GpuPolicy, type PassedOver } from './choice.ts';
import { RenderError } from '../error.ts';
import type { AttestedBrowser } from '../browser/attested-browser.ts';
import { type Engine, profileOf } from '../browser/profile.ts';
import type { ShaderCache } from './shader-cache.ts';
import type { StageServer } from '../browser/stage-server.ts';

export interface EnginesOptions {
  policy: GpuPolicy;
  chromePath: string;
  /** Lavapipe's ICD file. */
  driver: string;
  shaders: ShaderCache;
  server: StageServer;
  /** Called whenever a browser's process runs, and comes up by itself. */
  onLaunch: () => void;
  /** Told of an engine that is not used, or not any more. */
  onPassedOver: (passedOver: PassedOver) => void;
}

export interface EngineState {
  /** Engine of new browsers; `undefined` until one has proven itself. */
  engine: Engine | undefined;
  /** Better engines that the policy allows, and why they do not draw. */
  passedOver: readonly PassedOver[];
}

/** Opens browsers on the best engine that has proven itself. */
export interface Engines {
  /** @throws {RenderError} `renderer_unavailable` */
  open(signal: AbortSignal): Promise<AttestedBrowser>;
  /** Opens a browser on the engine that stands in for those that have a substitute. */
  openSubstitute(signal: AbortSignal): Promise<AttestedBrowser>;
  /** Told of an engine that drew a render. */
  succeeded(engine: Engine): void;
  /** Told of an engine that failed at a render which its substitute drew. */
  failed(engine: Engine, reason: string): Promise<void>;
  /** Whether an engine was not passed over. */
  isUsable(engine: Engine): boolean;
  state(): EngineState;
}

/** Whether another engine draws what an engine failed at. A GPU gets a second chance itself, as a CPU would take minutes. */
export const hasSubstitute = { gpu: false, lavapipe: true, swiftshader: false } satisfies Record<Engine, boolean>;
const substitute: Engine = 'swiftshader';

/** Failures in a row after which compiled shaders are deleted, as they may be the reason, and after which the engine is passed over. */
const failureLimits = { shaders: 2, engine: 3 };

export function openEngines({ policy, driver, shaders, onPassedOver, ...options }: EnginesOptions): Engines {
  /** Engines that may be used, best first; none while it is unknown which are there. */
  let left: Engine[] = [];
  let passedOver: PassedOver[] = [];
  let proven: Engine | undefined;
  /** Failures of the proven engine in a row. */
  let failures = 0;

  const findEngines = async (): Promise<void> => {
    const { there, lacking } = await enginesThere(policy, driver);
    if (there.length === 0) throw new Error(`${lacking.map(({ reason }) => reason).join('; ')}.`);
    [left, passedOver] = [there, lacking];
  };

  const passOver = (engine: Engine, reason: string): void => {
    // several browsers may report it
    if (!left.includes(engine)) return;
    left = left.filter(other => other !== engine);
    [proven, failures] = [undefined, 0];
    passedOver.push({ engine, reason });
    onPassedOver({ engine, reason });
  };

  const failed = async (engine: Engine, reason: string): Promise<void> => {
    // it was passed over meanwhile, or has no substitute
    if (engine !== proven || !hasSubstitute[engine]) return;
    failures++;
    // a cache that cannot be deleted is no reason to lose a picture
    if (failures === failureLimits.shaders) await shaders.clear().catch(() => {});
    if (failures === failureLimits.engine)
      passOver(engine, `it failed ${failures} times in a row, the last time so: ${reason}`);
  };

  const openOn = async (engine: Engine, signal: AbortSignal): Promise<AttestedBrowser> => {
    const lavapipe = engine === 'lavapipe' ? { driver, cache: await shaders.folder() } : undefined;
    const profile = profileOf(engine, lavapipe);
    return attested(options.server, { ...options, profile, page: options.server.page, signal });
  };

  const openBest = async (signal: AbortSignal): Promise<AttestedBrowser> => {
    // a driver may have been installed meanwhile
    if (left.length === 0) await findEngines();
    for (;;) {
      const [engine] = left;
      if (!engine) throw new Error('no engine is left');
      try {
        const opened = await openOn(engine, signal);
        proven ??= engine;
        return opened;
      } catch (error) {
        const reason = messageOf(error);
        if (engine === proven) await failed(engine, reason);
        else if (left.length > 1 && !signal.aborted) passOver(engine, reason);
        if (left[0] === engine) throw error;
      }
    }
  };

  /** Settles with the first browser, which finds out which engine draws; the others wait for it. */
  let settling: Promise<unknown> | undefined;
  return {
    async open(signal) {
      try {
        const opening = settling && !proven ? settling.then(() => openBest(signal)) : openBest(signal);
        settling ??= opening.catch(() => {});
        return await opening;
      } catch (error) {
        const why = messageOf(error);
        const detail = policy === 'require' ? `GPU=require, but no GPU is usable here: ${why}` : why;
        throw new RenderError('renderer_unavailable', detail, { cause: error });
      }
    },
    openSubstitute: signal => openOn(substitute, signal),
    succeeded(engine) {
      if (engine === proven) failures = 0;
    },
    failed,
    isUsable: engine => left.includes(engine),
    state: () => ({ engine: proven, passedOver }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
