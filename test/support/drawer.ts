import type { Drawer } from '../../renderer/browser/drawer.ts';

/** What draws where nothing is drawn. */
export const drawer: Drawer = {
  engine: 'swiftshader',
  adapter: {
    vendor: 'none',
    architecture: 'grey',
    device: '',
    description: '',
    fallback: true,
    maxTextureSide: 4096,
  },
};
