import { FloatType, HalfFloatType, PCFShadowMap, WebGPURenderer } from 'three/webgpu';
import type { Adapter } from '../../contract.ts';
import { cacheModules, cachePipelines, cachePrograms } from './pipeline-cache.ts';
import { mendSlants } from './slants.ts';
import { stopFrames } from './three-private.ts';
import { createWatch, type Watch } from './watch.ts';

/** A stage's GPU and three.js on it, with ears for every error that neither throws. */
export interface Gpu extends Pick<Watch, 'watch' | 'throwIfComplained'> {
  renderer: WebGPURenderer;
  device: GPUDevice;
  adapter: Adapter;
  /**
   * In which numbers light is kept where it is looked up. A CPU that draws turns each half float that it reads into a whole one, which
   * is an eighth of a picture's time; a GPU reads halves in half the time.
   */
  floats: typeof HalfFloatType | typeof FloatType;
  /** Has something end with the stage, such as a worker. */
  atEnd(end: () => void): void;
  /** Gives back what three.js and the stage hold. The device is its owner's. */
  dispose(): void;
}

export async function openGpu(device: GPUDevice): Promise<Gpu> {
  cacheModules(device);
  cachePipelines(device);
  const renderer = new WebGPURenderer({ device, antialias: false, alpha: true });
  await renderer.init();
  stopFrames(renderer);
  cachePrograms(renderer);
  if (device.adapterInfo.architecture === 'software') mendSlants(renderer);
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;

  const { watch, throwIfComplained, complain } = createWatch(device);
  renderer.onError = (info: unknown) => complain(messageOf(info));
  renderer.onDeviceLost = info => complain(`the GPU device was lost: ${info.message}`);

  const adapter = adapterOf(device);
  const ends: (() => void)[] = [];
  return {
    renderer,
    device,
    adapter,
    floats: adapter.fallback && device.features.has('float32-filterable') ? FloatType : HalfFloatType,
    watch,
    throwIfComplained,
    atEnd: end => void ends.push(end),
    dispose() {
      for (const end of ends.splice(0)) end();
      void renderer.dispose();
    },
  };
}

function adapterOf({ adapterInfo: info, limits }: GPUDevice): Adapter {
  return {
    vendor: info.vendor,
    architecture: info.architecture,
    device: info.device,
    description: info.description,
    // lavapipe calls itself a GPU, as Chrome would not have it else
    fallback: info.isFallbackAdapter || ['swiftshader', 'software'].includes(info.architecture),
    maxTextureSide: limits.maxTextureDimension2D,
  };
}

function messageOf(info: unknown): string {
  return typeof info === 'object' && info !== null && 'message' in info ? String(info.message) : String(info);
}
