import type { RenderTarget, Sphere } from 'three/webgpu';
import type { StageCamera } from '../camera/camera.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { depthOf, textureOf } from '../gpu/three-private.ts';
import { blockSize, blockStride, blocksOf, type Maps, ranks, reach, softness, tile } from './blocks.ts';
import { looking } from './look-shader.ts';
import { edgeX, finishing, squareX, squareY } from './smooth-shaders.ts';
import { viewOf, viewSize } from './view.ts';

/** Estimates how much of an environment's light reaches each place that a camera sees. */
export interface Estimator {
  /**
   * @param places of a picture's pixels: see `surfaces.ts`
   * @param to share of the light that reaches each, 0–1, or −1 where nothing is shaded, how near that is, and its slope: see `view.ts`
   */
  estimate(places: RenderTarget, to: RenderTarget, maps: Maps, camera: StageCamera, sphere: Sphere): void;
}

interface Buffers {
  blocks: GPUBuffer;
  view: GPUBuffer;
  /** Of each pixel, how near it is and how its surface is inclined, as its normal tells and as it is: see the shader. */
  nears: GPUBuffer;
  leans: GPUBuffer;
  slopes: GPUBuffer;
  /** Light that is given and that arrives, and how far what keeps it away is: a pixel's, and that of a line of pixels. */
  raw: GPUBuffer;
  lines: GPUBuffer;
  /** Light that is given and that arrives: of a square, and smoothed along a line; and how wide edges are. */
  squares: GPUBuffer;
  smooth: GPUBuffer;
  widths: GPUBuffer;
  pixels: number;
}

/** @param depths the target of the maps */
export function createEstimator({ device, renderer }: Gpu, depths: RenderTarget): Estimator {
  const look = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [looks(device)] }),
    compute: { module: device.createShaderModule({ code: looking(reach) }) },
  });
  const compute = (code: string) =>
    device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } });
  const smoothings = { squareX: compute(squareX), squareY: compute(squareY), edgeX: compute(edgeX) };
  const finish = pipelineOf(device, finishing);
  let buffers = allocate(device, 1);
  return {
    estimate(places, to, maps, camera, sphere) {
      const { width, height } = places;
      if (buffers.pixels < width * height) {
        release(buffers);
        buffers = allocate(device, width * height);
      }
      const { blocks, view, nears, leans, slopes, raw, lines, squares, smooth, widths } = buffers;
      device.queue.writeBuffer(blocks, 0, blocksOf(maps));
      device.queue.writeBuffer(view, 0, viewOf(camera, places, sphere, softness(maps)));
      to.setSize(width, height);
      renderer.initRenderTarget(to);
      const group = (
        pipeline: GPUComputePipeline | GPURenderPipeline,
        ...resources: (GPUBuffer | GPUTextureView | GPUBufferBinding)[]
      ) =>
        device.createBindGroup({
          layout: pipeline.getBindGroupLayout(0),
          entries: resources.map((resource, binding) => ({
            binding,
            resource: resource instanceof GPUBuffer ? { buffer: resource } : resource,
          })),
        });
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(look);
      const all = group(
        look,
        { buffer: blocks, size: blockSize },
        view,
        textureOf(renderer, places.texture).createView(),
        depthOf(renderer, depths).createView({ aspect: 'depth-only' }),
        nears,
        leans,
        slopes,
        raw,
      );
      for (let rank = 0; rank < ranks; rank++) {
        pass.setBindGroup(0, all, [rank * blockStride]);
        pass.dispatchWorkgroups(Math.ceil(width / tile / 2 / 2), Math.ceil(height / tile / 2 / 16));
      }
      const run = (pipeline: GPUComputePipeline, ...resources: GPUBuffer[]) => {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group(pipeline, view, nears, leans, slopes, ...resources));
        pass.dispatchWorkgroups(Math.ceil(width / 8), Math.ceil(height / 8));
      };
      run(smoothings.squareX, raw, lines);
      run(smoothings.squareY, lines, squares, widths);
      run(smoothings.edgeX, squares, widths, smooth);
      pass.end();
      const last = encoder.beginRenderPass({
        colorAttachments: [{ view: textureOf(renderer, to.texture).createView(), loadOp: 'clear', storeOp: 'store' }],
      });
      last.setPipeline(finish);
      last.setBindGroup(0, group(finish, view, nears, leans, slopes, smooth, widths));
      last.draw(3);
      last.end();
      device.queue.submit([encoder.finish()]);
    },
  };
}

function looks(device: GPUDevice): GPUBindGroupLayout {
  const visibility = GPUShaderStage.COMPUTE;
  return device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: blockSize } },
      { binding: 1, visibility, buffer: { type: 'uniform' } },
      { binding: 2, visibility, texture: { sampleType: 'unfilterable-float' } },
      { binding: 3, visibility, texture: { sampleType: 'depth' } },
      { binding: 4, visibility, buffer: { type: 'storage' } },
      { binding: 5, visibility, buffer: { type: 'storage' } },
      { binding: 6, visibility, buffer: { type: 'storage' } },
      { binding: 7, visibility, buffer: { type: 'storage' } },
    ],
  });
}

function pipelineOf(device: GPUDevice, code: string): GPURenderPipeline {
  const module = device.createShaderModule({ code });
  return device.createRenderPipeline({
    layout: 'auto',
    vertex: { module, entryPoint: 'corner' },
    fragment: { module, entryPoint: 'finish', targets: [{ format: 'rgba32float' }] },
  });
}

function allocate(device: GPUDevice, pixels: number): Buffers {
  const made = (size: number, usage: number) => device.createBuffer({ size, usage: usage | GPUBufferUsage.COPY_DST });
  return {
    blocks: made(blockStride * ranks, GPUBufferUsage.UNIFORM),
    view: made(viewSize, GPUBufferUsage.UNIFORM),
    nears: made(pixels * 4, GPUBufferUsage.STORAGE),
    leans: made(pixels * 8, GPUBufferUsage.STORAGE),
    slopes: made(pixels * 8, GPUBufferUsage.STORAGE),
    raw: made(pixels * 16, GPUBufferUsage.STORAGE),
    lines: made(pixels * 16, GPUBufferUsage.STORAGE),
    squares: made(pixels * 8, GPUBufferUsage.STORAGE),
    smooth: made(pixels * 8, GPUBufferUsage.STORAGE),
    widths: made(pixels * 4, GPUBufferUsage.STORAGE),
    pixels,
  };
}

function release(buffers: Buffers): void {
  for (const buffer of Object.values<GPUBuffer | number>({ ...buffers }))
    if (typeof buffer !== 'number') buffer.destroy();
}
