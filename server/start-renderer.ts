import type { EnvironmentStore } from '../renderer/pipeline/environment-store.ts';
import { lavapipeFiles } from '../renderer/engines/lavapipe.ts';
import type { PassedOver } from '../renderer/engines/choice.ts';
import { openRenderer, type Renderer } from '../renderer/renderer.ts';
import type { Settings } from './settings.ts';

export interface StartedRenderer {
  renderer: Renderer;
  /** Tells it where environments are kept, once that is known. */
  keepEnvironments(store: EnvironmentStore): void;
  /** Tells whoever listens of engines that are not used, also of those before. */
  onPassedOver(listener: (passedOver: PassedOver) => void): void;
}

export interface StartOptions {
  chromePath: string;
  browsers: number;
  /** Whether browsers draw something before anybody asks. */
  warm: boolean;
}

/** Starts the browsers, before all that they do not need is loaded. */
export async function startRenderer(
  settings: Settings,
  { chromePath, browsers, warm }: StartOptions,
): Promise<StartedRenderer> {
  const { promise: environments, resolve: keepEnvironments } = Promise.withResolvers<EnvironmentStore>();
  const { promise: listening, resolve: listen } = Promise.withResolvers<(passedOver: PassedOver) => void>();
  const renderer = await openRenderer({
    chromePath,
    gpu: settings.GPU,
    lavapipe: lavapipeFiles,
    browsers,
    queueLimit: settings.QUEUE_LIMIT,
    timeout: settings.RENDER_TIMEOUT,
    environments,
    warm,
    onPassedOver: passedOver => void listening.then(tell => tell(passedOver)),
  });
  return { renderer, keepEnvironments, onPassedOver: listen };
}
