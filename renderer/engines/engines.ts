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

export function openEngines(options: EnginesOptions): Engines {
  return new ProvenEngines(options);
}

class ProvenEngines implements Engines {
  readonly #options: EnginesOptions;
  /** Engines that may be used, best first; none while it is unknown which are there. */
  #left: Engine[] = [];
  #passedOver: PassedOver[] = [];
  #proven: Engine | undefined;
  /** Failures of the proven engine in a row. */
  #failures = 0;
  /** Settles with the first browser, which finds out which engine draws; the others wait for it. */
  #settling: Promise<unknown> | undefined;

  constructor(options: EnginesOptions) {
    this.#options = options;
  }

  async open(signal: AbortSignal): Promise<AttestedBrowser> {
    try {
      const opening =
        this.#settling && !this.#proven ? this.#settling.then(() => this.#openBest(signal)) : this.#openBest(signal);
      this.#settling ??= opening.catch(() => {});
      return await opening;
    } catch (error) {
      const why = messageOf(error);
      const detail = this.#options.policy === 'require' ? `GPU=require, but no GPU is usable here: ${why}` : why;
      throw new RenderError('renderer_unavailable', detail, { cause: error });
    }
  }

  openSubstitute(signal: AbortSignal): Promise<AttestedBrowser> {
    return this.#openOn(substitute, signal);
  }

  succeeded(engine: Engine): void {
    if (engine === this.#proven) this.#failures = 0;
  }

  async failed(engine: Engine, reason: string): Promise<void> {
    // it was passed over meanwhile, or has no substitute
    if (engine !== this.#proven || !hasSubstitute[engine]) return;
    this.#failures++;
    // a cache that cannot be deleted is no reason to lose a picture
    if (this.#failures === failureLimits.shaders) await this.#options.shaders.clear().catch(() => {});
    if (this.#failures === failureLimits.engine)
      this.#passOver(engine, `it failed ${this.#failures} times in a row, the last time so: ${reason}`);
  }

  isUsable(engine: Engine): boolean {
    return this.#left.includes(engine);
  }

  state(): EngineState {
    return { engine: this.#proven, passedOver: this.#passedOver };
  }

  async #openBest(signal: AbortSignal): Promise<AttestedBrowser> {
    // a driver may have been installed meanwhile
    if (this.#left.length === 0) await this.#findEngines();
    for (;;) {
      const [engine] = this.#left;
      if (!engine) throw new Error('no engine is left');
      try {
        const opened = await this.#openOn(engine, signal);
        this.#proven ??= engine;
        return opened;
      } catch (error) {
        const reason = messageOf(error);
        if (engine === this.#proven) await this.failed(engine, reason);
        else if (this.#left.length > 1 && !signal.aborted) this.#passOver(engine, reason);
        if (this.#left[0] === engine) throw error;
      }
    }
  }

  async #findEngines(): Promise<void> {
    const { there, lacking } = await enginesThere(this.#options.policy, this.#options.driver);
    if (there.length === 0) throw new Error(`${lacking.map(({ reason }) => reason).join('; ')}.`);
    [this.#left, this.#passedOver] = [there, lacking];
  }

  async #openOn(engine: Engine, signal: AbortSignal): Promise<AttestedBrowser> {
    const { driver, shaders, server, chromePath, onLaunch } = this.#options;
    const lavapipe = engine === 'lavapipe' ? { driver, cache: await shaders.folder() } : undefined;
    const profile = profileOf(engine, lavapipe);
    return attested(server, { chromePath, onLaunch, profile, page: server.page, signal });
  }

  #passOver(engine: Engine, reason: string): void {
    // several browsers may report it
    if (!this.#left.includes(engine)) return;
    this.#left = this.#left.filter(other => other !== engine);
    [this.#proven, this.#failures] = [undefined, 0];
    this.#passedOver.push({ engine, reason });
    this.#options.onPassedOver({ engine, reason });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
