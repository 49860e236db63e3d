import type { Gpu } from './gpu.ts';

/**
 * What a stage makes once for its GPU, when it is first asked for: pipelines, targets, decoders. Two stages have one each, also where they
 * share a device.
 */
export function perGpu<T extends object>(make: (gpu: Gpu) => T): (gpu: Gpu) => T {
  const made = new WeakMap<Gpu, T>();
  return gpu => {
    const known = made.get(gpu) ?? make(gpu);
    made.set(gpu, known);
    return known;
  };
}
