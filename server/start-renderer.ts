import type { LightShelf } from '../renderer/light-shelf.ts';
import { openRenderer, type Renderer } from '../renderer/renderer.ts';
import type { Settings } from './settings.ts';

export interface StartedRenderer {
  renderer: Renderer;
  /** Tells it where light is kept, once that is known. */
  keepLight(shelf: LightShelf): void;
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
  const renderer = await openRenderer({
    chromePath,
    gpu: settings.GPU,
    browsers,
    queueLimit: settings.QUEUE_LIMIT,
    timeout: settings.RENDER_TIMEOUT,
    light,
    warm,
  });
  return { renderer, keepLight };
}
