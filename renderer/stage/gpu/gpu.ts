import { FloatType, HalfFloatType, PCFShadowMap, setConsoleFunction, WebGPURenderer } from 'three/webgpu';
import type { Adapter } from '../../contract.ts';
import { opening } from './device.ts';
import { stopFrames } from './frames.ts';
import { keepModules, keepPipelines, keepPrograms } from './pipeline-cache.ts';
import { mendSlants } from './slants.ts';

/** The GPU and three.js on it, with ears for every error that neither throws. */
export interface Gpu {
  renderer: WebGPURenderer;
  device: GPUDevice;
  adapter: Adapter;
  /**
   * In which numbers light is kept where it is looked up. A CPU that draws turns each half float that it reads into a whole one, which
   * is an eighth of a picture's time; a GPU reads halves in half the time.
   */
  floats: typeof HalfFloatType | typeof FloatType;
  /** Runs GPU work, and throws when the GPU, the device or three.js complain of it. */
  watch<T>(work: () => Promise<T>): Promise<T>;
  /** Within work that is watched: throws where there is a complaint already. */
  heed(): void;
}

const scopes = ['validation', 'out-of-memory', 'internal'] as const;

export async function openGpu(): Promise<Gpu> {
  const device = await opening;
  keepModules(device);
  keepPipelines(device);
  if (device.adapterInfo.architecture === 'software') mendSlants();

  const complaints: string[] = [];
  const renderer = new WebGPURenderer({ device, antialias: false, alpha: true });
  await renderer.init();
  stopFrames(renderer);
  keepPrograms(renderer);
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.onError = (info: unknown) => void complaints.push(messageOf(info));
  renderer.onDeviceLost = info => void complaints.push(`the GPU device was lost: ${info.message}`);
  setConsoleFunction((type, message, ...rest) => {
    if (type === 'error') complaints.push([message, ...rest].map(String).join(' '));
  });

  const heed = () => {
    if (complaints.length > 0) throw new Error(complaints.slice(0, 3).join('; '));
  };

  const info = device.adapterInfo;
  // lavapipe calls itself a GPU, as Chrome would not have it else
  const fallback = info.isFallbackAdapter || ['swiftshader', 'software'].includes(info.architecture);
  return {
    renderer,
    device,
    floats: fallback && device.features.has('float32-filterable') ? FloatType : HalfFloatType,
    adapter: {
      vendor: info.vendor,
      architecture: info.architecture,
      device: info.device,
      description: info.description,
      fallback,
      maxTextureSide: device.limits.maxTextureDimension2D,
    },
    heed,
    async watch(work) {
      complaints.length = 0;
      for (const scope of scopes) device.pushErrorScope(scope);
      const [outcome] = await Promise.allSettled([work()]);
      // they fail themselves where the GPU's process has ended
      const errors = await Promise.all(scopes.map(() => device.popErrorScope().catch((error: Error) => error)));
      complaints.push(...errors.flatMap(error => (error ? [error.message] : [])));
      if (outcome.status === 'rejected') throw outcome.reason;
      heed();
      return outcome.value;
    },
  };
}

function messageOf(info: unknown): string {
  return typeof info === 'object' && info !== null && 'message' in info ? String(info.message) : String(info);
}
