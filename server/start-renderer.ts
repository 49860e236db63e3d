import type { LightShelf } from '../renderer/pipeline/environment-store.ts';
import { lavapipeFiles } from '../renderer/engines/lavapipe.ts';
import type { PassedOver } from '../renderer/engines/choice.ts';
import { openRenderer, type Renderer } from '../renderer/renderer.ts';
import type { Settings } from './settings.ts';

export interface StartedRenderer {
  renderer: Renderer;
  /** Tells it where light is kept, once that is known. */
  keepLight(shelf: LightShelf): void;
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
  const { promise: light, resolve: keepLight } = Promise.withResolvers<LightShelf>();
  const { promise: listening, resolve: listen } = Promise.withResolvers<(passedOver: PassedOver) => void>();
  const renderer = await openRenderer({
    chromePath,
    gpu: settings.GPU,
    lavapipe: lavapipeFiles,
    browsers,
    queueLimit: settings.QUEUE_LIMIT,
    timeout: settings.RENDER_TIMEOUT,
    light,
    warm,
    onPassedOver: passedOver => void listening.then(tell => tell(passedOver)),
  });
  return { renderer, keepLight, onPassedOver: listen };
}
