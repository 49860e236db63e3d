import { folderOf, type PageKind } from './page.ts';

/** three.js on WebGPU as its examples show it. */
export const three: PageKind = {
  page: 'three',
  flags: {
    software: [
      '--enable-unsafe-webgpu',
      '--enable-features=Vulkan',
      '--use-angle=swiftshader',
      '--use-vulkan=swiftshader',
      '--use-webgpu-adapter=swiftshader',
    ],
    hardware: [
      '--enable-unsafe-webgpu',
      '--enable-features=Vulkan',
      '--use-angle=vulkan',
      '--disable-vulkan-surface',
      '--enable-gpu',
      '--ignore-gpu-blocklist',
    ],
  },
  folders: async () => ({ three: folderOf('three') }),
};
