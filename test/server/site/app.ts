import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import sharp from 'sharp';
import type { RenderEvent } from '../../../renderer/pipeline/events.ts';
import type { Renderer } from '../../../renderer/renderer.ts';
import { createApp } from '../../../server/app.ts';
import type { ServiceOptions } from '../../../server/context.ts';
import { createLinks } from '../../../server/links.ts';
import { listen } from '../../../server/listen.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { createRenderService } from '../../../server/renders/service.ts';
import { openRenderRepository } from '../../../server/renders/render-repository.ts';
import { device } from '../../support/device.ts';
import { openStore } from '../../../server/stores/open.ts';

export type App = ReturnType<typeof createApp>;

/** The service's own application over a folder, with a renderer that paints every view grey: pages need no Chrome. */
export async function withApp(
  work: (url: string, app: App) => Promise<void>,
  options: Partial<ServiceOptions> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-pages-'));
  try {
    const app = await openApp(folder, options);
    const server = await listen(app, '127.0.0.1', 0);
    try {
      await work(server.url, app);
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Parts {
  renderer?: Renderer;
  emulatorHost?: string;
  log?: Logger;
}

/** @param place what STORE would be */
export async function openApp(
  place: string,
  options: Partial<ServiceOptions> = {},
  { renderer = greyRenderer(), emulatorHost, log = pino({ level: 'silent' }) }: Parts = {},
): Promise<App> {
  const store = await openStore(place, { emulatorHost });
  const repository = openRenderRepository(store);
  const metrics = createMetrics(renderer);
  const renders = createRenderService({
    renderer,
    repository,
    metrics,
    queueLimit: 8,
    preparing: 4,
    log,
    resolve: async () => new Map(),
  });
  return createApp({
    renderer,
    renders,
    repository,
    store,
    metrics,
    links: createLinks(['a key of this test'], 24 * 3600 * 1000),
    log,
    options: { apiKeys: [], corsOrigins: [], frameUrls: 'service', closing: () => false, ...options },
  });
}

export function greyRenderer(): Renderer {
  return {
    version: 'grey',
    launched: Promise.resolve(),
    prepare: async () => {},
    ready: Promise.resolve(device),
    engine: () => ({ engine: device.engine, passedOver: [] }),
    state: () => ({ size: 1, idle: 1, busy: 0, waiting: 0, replaced: 0, failure: undefined }),
    async *render({ scene }): AsyncIterable<RenderEvent> {
      const { width = 1, height = 1 } = scene.outputs[0] ?? {};
      const bytes = await sharp({ create: { width, height, channels: 3, background: '#888' } })
        .png()
        .toBuffer();
      for (const view of Object.keys(scene.views))
        yield {
          type: 'frame',
          frame: {
            name: `${view}.png`,
            view,
            type: 'image/png',
            bytes,
            width,
            height,
            alpha: false,
            device,
            timings: { raster: 1 },
          },
        };
    },
    close: async () => {},
  };
}
