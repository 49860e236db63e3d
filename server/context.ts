import type { Logger } from 'pino';
import type { Renderer } from '../renderer/renderer.ts';
import type { Links } from './links.ts';
import type { Metrics } from './metrics.ts';
import type { RenderService } from './renders/service.ts';
import type { RenderRepository } from './renders/render-repository.ts';
import type { Store } from './stores/store.ts';

/** Everything that routes need, composed once. */
export interface Service {
  renderer: Renderer;
  renders: RenderService;
  repository: RenderRepository;
  store: Store;
  links: Links;
  metrics: Metrics;
  log: Logger;
  options: ServiceOptions;
}

export interface ServiceOptions {
  /** PUBLIC_URL, without a slash at its end. Default: as each request names it. */
  publicUrl?: string | undefined;
  /** Keys that may render; everybody may where there are none. */
  apiKeys: readonly string[];
  /** Origins whose pages may use the service from a browser; `*` is all. */
  corsOrigins: readonly string[];
  frameUrls: 'service' | 'signed';
  /** Whether the service is taking no more requests. */
  closing(): boolean;
}
