import type { EnvironmentStore } from '../renderer/pipeline/environment-store.ts';
import { lavapipeFiles } from '../renderer/engines/lavapipe.ts';
import type { PassedOver } from '../renderer/engines/choice.ts';
import { openRenderer, type Renderer } from '../renderer/renderer.ts';
import type { Settings } from './settings.ts';

export interface StartedRenderer {
  renderer: Renderer;
  /** Gives it the store of environments, once that is open. */
  keepEnvironments(store: EnvironmentStore): void;
  /** Listens for engines that are passed over, including earlier ones. */
  onPassedOver(listener: (passedOver: PassedOver) => void): void;
}

export interface StartOptions {
  chromePath: string;
  browsers: number;
  /** Whether browsers are warmed up. */
  warm: boolean;
}

/** Starts the browsers before the rest of the service is loaded. */
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
