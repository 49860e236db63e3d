import type { Device } from '../../renderer/browser/device.ts';

/** What draws where nothing is drawn. */
export const device: Device = {
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
