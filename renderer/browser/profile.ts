import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The engines that WebGPU draws with, best first. */
export const engines = ['gpu', 'lavapipe', 'swiftshader'] as const;

/** `gpu`: the machine's own. `lavapipe`: Mesa's Vulkan driver for CPUs. `swiftshader`: Chrome's own, which is always there. */
export type Engine = (typeof engines)[number];

/** Lavapipe's files. */
export interface LavapipeFiles {
  /** ICD file by which Vulkan's loader finds the driver; libhugepages.so may lie beside it. */
  driver: string;
  /** Folder of compiled shaders, shared by browsers and starts. */
  cache: string;
}

/** How Chrome is started so that an engine draws. */
export interface Profile {
  engine: Engine;
  flags: readonly string[];
  /** Environment variables that are added to this process' own. */
  environment: Readonly<Record<string, string>>;
}

// --disable-vulkan-surface: no display is there. With no driver behind it the same flag hangs, so it is never tried blindly.
const vulkanFlags = [
  '--enable-unsafe-webgpu',
  '--use-angle=vulkan',
  '--enable-features=Vulkan',
  '--disable-vulkan-surface',
  '--enable-gpu',
  '--ignore-gpu-blocklist',
];

/** Flags with which WebGPU draws and reads back, by engine. */
const engineFlags = {
  gpu: vulkanFlags,
  lavapipe: vulkanFlags,
  // Shorter sets found elsewhere give an adapter and then lose the GPU process: blank pictures without an error.
  swiftshader: [
    '--enable-unsafe-webgpu',
    '--enable-features=Vulkan',
    '--use-angle=swiftshader',
    '--use-vulkan=swiftshader',
    '--use-webgpu-adapter=swiftshader',
  ],
} satisfies Record<Engine, string[]>;

const commonFlags = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-quic',
  '--metrics-recording-only',
  '--mute-audio',
  '--hide-scrollbars',
  // the stage is never on a screen, for which Chrome would slow it down
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Containers give /dev/shm 64 MB.
  '--disable-dev-shm-usage',
  // Chrome has no network: only the stage's own server on this machine answers.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // Chrome's sandbox needs user namespaces that root in a container does not have. What runs in the page is our own bundle
  // over files that were checked, without a network.
  '--no-sandbox',
];

/**
 * The profile of an engine.
 * @param lavapipe lavapipe's files, where that is the engine
 */
export function profileOf(engine: Engine, lavapipe?: LavapipeFiles): Profile {
  const environment = lavapipe ? environmentOf(lavapipe) : {};
  return { engine, flags: [...commonFlags, ...engineFlags[engine]], environment };
}

function environmentOf({ driver, cache }: LavapipeFiles): Record<string, string> {
  return {
    VK_DRIVER_FILES: driver,
    // its name in Vulkan's loaders before 1.3.207
    VK_ICD_FILENAMES: driver,
    MESA_SHADER_CACHE_DIR: cache,
    ...preloaded(join(dirname(driver), 'libhugepages.so')),
  };
}

/** Value of LD_PRELOAD with libhugepages.so, where that is there: Chrome is slower without it. What the user preloads stays. */
function preloaded(library: string): Record<string, string> {
  // names end at spaces and colons, and $ begins a variable
  if (/[\s:$]/.test(library) || !existsSync(library)) return {};
  const { LD_PRELOAD } = process.env;
  return { LD_PRELOAD: LD_PRELOAD ? `${LD_PRELOAD}:${library}` : library };
}
