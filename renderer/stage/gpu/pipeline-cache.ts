import type { WebGPURenderer } from 'three/webgpu';
import { type Program, setProgramCache } from './three-private.ts';

/**
 * What one scene leaves behind for the next. three.js drops a model's shaders and pipelines with the model, and most models that
 * come after it need the same again. Of each kind the last are held on to: as many as a hundred kinds of models have.
 */
const mostOfAKind = 512;

/** Devices whose modules, and whose pipelines, are kept already: stages may share one. */
const withModules = new WeakSet<GPUDevice>();
const withPipelines = new WeakSet<GPUDevice>();

/** Shaders by their code: one that is there is neither sent to the GPU's process nor read there again. */
export function cacheModules(device: GPUDevice): void {
  if (withModules.has(device)) return;
  withModules.add(device);
  const create = device.createShaderModule.bind(device);
  const cache = new Map<string, GPUShaderModule>();
  device.createShaderModule = descriptor => {
    const module = cache.get(descriptor.code) ?? create(descriptor);
    put(cache, descriptor.code, module);
    return module;
  };
}

/**
 * As long as a pipeline lives, Dawn finds it for an equal descriptor, and the next scene with such materials compiles nothing.
 * What SwiftShader compiles, it never frees: one that is compiled again and again takes ever more memory.
 */
export function cachePipelines(device: GPUDevice): void {
  if (withPipelines.has(device)) return;
  withPipelines.add(device);
  const create = device.createRenderPipeline.bind(device);
  const createAsync = device.createRenderPipelineAsync.bind(device);
  const numbers = new WeakMap<object, number>();
  const cache = new Map<string, GPURenderPipeline>();
  let modules = 0;
  const keyOf = (descriptor: GPURenderPipelineDescriptor): string =>
    JSON.stringify(descriptor, (_, value: unknown) => {
      if (value instanceof GPUPipelineLayout) return undefined;
      if (!(value instanceof GPUShaderModule)) return value;
      if (!numbers.has(value)) numbers.set(value, modules++);
      return numbers.get(value);
    });
  device.createRenderPipeline = descriptor => put(cache, keyOf(descriptor), create(descriptor));
  device.createRenderPipelineAsync = async descriptor => put(cache, keyOf(descriptor), await createAsync(descriptor));
}

/** The one that was put last goes last, and the first goes where there are too many. */
function put<T>(cache: Map<string, T>, key: string, value: T): T {
  cache.delete(key);
  cache.set(key, value);
  for (const oldest of cache.keys()) {
    if (cache.size <= mostOfAKind) break;
    cache.delete(oldest);
  }
  return value;
}

/** What three.js builds of a material's nodes, by its own key: it counts who uses it, and this uses it too. */
export function cachePrograms(renderer: WebGPURenderer): void {
  setProgramCache(renderer, new Programs());
}

class Programs extends Map<number, Program> {
  override get(key: number): Program | undefined {
    const program = super.get(key);
    // the one that was asked for last goes last
    if (program && super.delete(key)) super.set(key, program);
    return program;
  }

  override set(key: number, program: Program): this {
    const before = super.get(key);
    if (before === program) return this;
    program.usedTimes++;
    super.set(key, program);
    for (const [oldest, { usedTimes }] of this) {
      if (this.size <= mostOfAKind) break;
      // what is still drawn with stays, whoever holds on to it
      if (usedTimes <= 1) super.delete(oldest);
    }
    return this;
  }
}
