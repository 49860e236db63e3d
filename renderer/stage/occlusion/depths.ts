import { BackSide, DoubleSide, type RenderTarget, type Side } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { depthOf } from '../gpu/three-private.ts';
import { cellOf } from './atlas.ts';
import type { Baked } from './baked.ts';
import { type Maps, mapping, reach } from './blocks.ts';
import { isHeld } from './casters.ts';

/** Draws what was baked into the maps of depth, without a shader for its fragments, which would be most of the time. */
export interface Depths {
  draw(baked: Baked, maps: Maps): void;
}

/** Bytes from one direction's numbers to the next, as WebGPU asks. */
const stride = 256;

const shader = /* wgsl */ `
  struct Direction { right: vec4f, up: vec4f, toward: vec4f }
  @group(0) @binding(0) var<uniform> direction: Direction;
  @vertex fn main(@location(0) place: vec3f) -> @builtin(position) vec4f {
    let depth = 0.5 - 0.5 * dot(place, direction.toward.xyz);
    return vec4f(dot(place, direction.right.xyz), dot(place, direction.up.xyz), depth, 1.0);
  }
`;

export function createDepths({ device, renderer }: Gpu, target: RenderTarget, mostMaps: number): Depths {
  const layout = layoutOf(device);
  const pipelineFor = pipelinesOf(device, layout);
  const uniforms = device.createBuffer({
    size: mostMaps * stride,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer: uniforms, size: 48 } }] });
  let shown: { baked: Baked; places: GPUBuffer; indices: GPUBuffer } | undefined;
  const show = (baked: Baked): NonNullable<typeof shown> => {
    if (shown?.baked === baked) return shown;
    shown?.places.destroy();
    shown?.indices.destroy();
    return (shown = {
      baked,
      places: filled(device, baked.places, GPUBufferUsage.VERTEX),
      indices: filled(device, baked.indices, GPUBufferUsage.INDEX),
    });
  };
  return {
    draw(baked, { directions, side }) {
      const { places, indices } = show(baked);
      const numbers = new Float32Array((directions.length * stride) / 4);
      for (const [at, { toward }] of directions.entries()) {
        const { right, up } = mapping(toward);
        for (const [row, axis] of [right, up, toward].entries())
          numbers.set(axis.clone().divideScalar(reach).toArray(), (at * stride) / 4 + row * 4);
      }
      device.queue.writeBuffer(uniforms, 0, numbers);
      renderer.initRenderTarget(target);
      const encoder = device.createCommandEncoder();
      const view = depthOf(renderer, target).createView();
      const pass = encoder.beginRenderPass({
        colorAttachments: [],
        depthStencilAttachment: { view, depthClearValue: 1, depthLoadOp: 'clear', depthStoreOp: 'store' },
      });
      pass.setVertexBuffer(0, places);
      pass.setIndexBuffer(indices, 'uint32');
      for (let at = 0; at < directions.length; at++) {
        const [column, row] = cellOf(at, side);
        pass.setViewport(column * side, row * side, side, side, 0, 1);
        pass.setScissorRect(column * side, row * side, side, side);
        pass.setBindGroup(0, group, [at * stride]);
        for (const run of baked.runs) {
          if (!isHeld(run.share, at)) continue;
          pass.setPipeline(pipelineFor(run.side));
          pass.drawIndexed(run.count, 1, run.from);
        }
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
  };
}

function layoutOf(device: GPUDevice): GPUBindGroupLayout {
  const buffer = { type: 'uniform', hasDynamicOffset: true, minBindingSize: 48 } as const;
  return device.createBindGroupLayout({ entries: [{ binding: 0, visibility: GPUShaderStage.VERTEX, buffer }] });
}

/** By the side that is seen; each is made when it is first drawn with. */
function pipelinesOf(device: GPUDevice, layout: GPUBindGroupLayout): (side: Side) => GPURenderPipeline {
  const module = device.createShaderModule({ code: shader });
  const pipelines = new Map<Side, GPURenderPipeline>();
  return side => {
    const known = pipelines.get(side);
    if (known) return known;
    const cullMode = side === DoubleSide ? 'none' : side === BackSide ? 'front' : 'back';
    const made = device.createRenderPipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      vertex: {
        module,
        buffers: [{ arrayStride: 12, attributes: [{ shaderLocation: 0, offset: 0, format: 'float32x3' }] }],
      },
      primitive: { topology: 'triangle-list', cullMode },
      depthStencil: { format: 'depth32float', depthWriteEnabled: true, depthCompare: 'less-equal' },
    });
    pipelines.set(side, made);
    return made;
  };
}

function filled(device: GPUDevice, numbers: Float32Array | Uint32Array, usage: number): GPUBuffer {
  // a buffer of nothing cannot be bound
  const buffer = device.createBuffer({ size: Math.max(numbers.byteLength, 4), usage, mappedAtCreation: true });
  const Kind = numbers.constructor as Float32ArrayConstructor | Uint32ArrayConstructor;
  new Kind(buffer.getMappedRange()).set(numbers);
  buffer.unmap();
  return buffer;
}
