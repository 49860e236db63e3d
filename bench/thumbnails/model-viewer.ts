import { peer } from '../support/peers.ts';
import type { PageKind } from './page.ts';

/** `<model-viewer>`, which draws with WebGL. */
export const modelViewer: PageKind = {
  page: 'model-viewer',
  flags: {
    software: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    hardware: ['--use-angle=vulkan', '--enable-features=Vulkan', '--enable-gpu', '--ignore-gpu-blocklist'],
  },
  folders: async () => ({ 'model-viewer': await peer('@google/model-viewer') }),
};
