import type { WebGPURenderer } from 'three/webgpu';

/**
 * What one scene leaves behind for the next. three.js drops a model's shaders and pipelines with the model, and most models that
 * come after it need the same again. Of each kind the last are held on to: as many as a hundred kinds of models have.
 */
const most = 512;

/** Shaders by their code: one that is there is neither sent to the GPU's process nor read there again. */
export function keepModules(device: GPUDevice): void {
  const create = device.createShaderModule.bind(device);
  const kept = new Map<string, GPUShaderModule>();
  device.createShaderModule = descriptor => {
    const module = kept.get(descriptor.code) ?? create(descriptor);
    keep(kept, descriptor.code, module);
    return module;
  };
}

/**
 * As long as a pipeline lives, Dawn finds it for an equal descriptor, and the next scene with such materials compiles nothing.
 * What SwiftShader compiles, it never frees: one that is compiled again and again takes ever more memory.
 */
export function keepPipelines(device: GPUDevice): void {
  const create = device.createRenderPipeline.bind(device);
  const createAsync = device.createRenderPipelineAsync.bind(device);
  const numbers = new WeakMap<object, number>();
  const kept = new Map<string, GPURenderPipeline>();
  let modules = 0;
  const keyOf = (descriptor: GPURenderPipelineDescriptor): string =>
    JSON.stringify(descriptor, (_, value: unknown) => {
      if (value instanceof GPUPipelineLayout) return undefined;
      if (!(value instanceof GPUShaderModule)) return value;
      if (!numbers.has(value)) numbers.set(value, modules++);
      return numbers.get(value);
    });
  device.createRenderPipeline = descriptor => keep(kept, keyOf(descriptor), create(descriptor));
  device.createRenderPipelineAsync = async descriptor => keep(kept, keyOf(descriptor), await createAsync(descriptor));
}

/** The one that was kept last goes last, and the first goes where there are too many. */
function keep<T>(kept: Map<string, T>, key: string, value: T): T {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return value;
}

/** What three.js builds of a material's nodes, by its own key: it counts who uses it, and this uses it too. */
export function keepPrograms(renderer: WebGPURenderer): void {
  const nodes = Reflect.get(renderer, '_nodes') as { nodeBuilderCache: Map<number, Program> };
  nodes.nodeBuilderCache = new Programs();
}

interface Program {
  usedTimes: number;
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
      if (this.size <= most) break;
      // what is still drawn with stays, whoever holds on to it
      if (usedTimes <= 1) super.delete(oldest);
    }
    return this;
  }
}
