import { access, readdir } from 'node:fs/promises';

/** `auto` takes a GPU where there is one; `require` is never ready without; `software` never asks for one. */
export type GpuPolicy = 'auto' | 'require' | 'software';
export type Profile = 'hardware' | 'software';

/** For each kind of machine, the flags with which WebGPU draws, and reads back what it drew. */
const gpuFlags = {
  // Shorter sets found elsewhere give an adapter and then lose the GPU process: blank pictures without an error.
  software: [
    '--enable-unsafe-webgpu',
    '--enable-features=Vulkan',
    '--use-angle=swiftshader',
    '--use-vulkan=swiftshader',
    '--use-webgpu-adapter=swiftshader',
  ],
  // --disable-vulkan-surface: no display is there. With no GPU behind it the same flag hangs, so it is never tried blindly.
  hardware: [
    '--enable-unsafe-webgpu',
    '--use-angle=vulkan',
    '--enable-features=Vulkan',
    '--disable-vulkan-surface',
    '--enable-gpu',
    '--ignore-gpu-blocklist',
  ],
} satisfies Record<Profile, string[]>;

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
  // The stage is never on a screen; without these Chrome slows it down for that.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Containers give /dev/shm 64 MB.
  '--disable-dev-shm-usage',
  // Chrome has no network: only the stage's own server on this machine answers.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Chrome's command line for a profile, less the page that it opens. */
export function flagsFor(profile: Profile): string[] {
  // Chrome's sandbox needs user namespaces that root in a container does not have. What runs in the page is our own bundle
  // over files that were checked, without a network.
  return [...commonFlags, '--no-sandbox', ...gpuFlags[profile]];
}

/**
 * Which profile this machine gets: hardware where an NVIDIA or DRM render node is there.
 * @throws where there is none and `policy` requires one: Chrome would hang, and say nothing
 */
export async function chooseProfile(policy: GpuPolicy): Promise<Profile> {
  if (policy === 'software') return 'software';
  if (await hasGpu()) return 'hardware';
  if (policy === 'auto') return 'software';
  throw new Error('this machine shows none: there is no /dev/nvidiactl, and no render node in /dev/dri.');
}

async function hasGpu(): Promise<boolean> {
  const nvidia = access('/dev/nvidiactl').then(
    () => true,
    () => false,
  );
  const renderNodes = readdir('/dev/dri').then(
    names => names.some(name => name.startsWith('renderD')),
    () => false,
  );
  return (await nvidia) || (await renderNodes);
}
