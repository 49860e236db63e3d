import type { RenderTarget, Sphere } from 'three/webgpu';
import type { StageCamera } from '../camera/camera.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { depthOf, textureOf } from '../gpu/three-private.ts';
import { blockSize, blockStride, blocksOf, type Maps, ranks, reach, softness, tile } from './blocks.ts';
import { lookShader } from './look-shader.ts';
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
  const pipelines = pipelinesOf(device);
  let buffers = allocate(device, 1);
  return {
    estimate(places, to, maps, camera, sphere) {
      const { width, height } = places;
      if (buffers.pixels < width * height) {
        release(buffers);
        buffers = allocate(device, width * height);
      }
      device.queue.writeBuffer(buffers.blocks, 0, blocksOf(maps));
      device.queue.writeBuffer(buffers.view, 0, viewOf(camera, places, sphere, softness(maps)));
      to.setSize(width, height);
      renderer.initRenderTarget(to);
      const [placesMap, output] = [places.texture, to.texture].map(one => textureOf(renderer, one).createView());
      if (!placesMap || !output) throw new Error('there are two textures');
      const size = { width, height };
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      lookAround({ device, pipelines, buffers, pass, size }, placesMap, depthOf(renderer, depths));
      smoothOut({ device, pipelines, buffers, pass, size });
      pass.end();
      finishInto(encoder, { device, pipelines, buffers }, output);
      device.queue.submit([encoder.finish()]);
    },
  };
}

interface Estimate {
  device: GPUDevice;
  pipelines: ReturnType<typeof pipelinesOf>;
  buffers: Buffers;
}

interface ComputeStep extends Estimate {
  pass: GPUComputePassEncoder;
  size: { width: number; height: number };
}

/** In all directions, each pixel of a square in some of them. */
function lookAround(
  { device, pipelines, buffers, pass, size }: ComputeStep,
  places: GPUTextureView,
  depths: GPUTexture,
) {
  const { blocks, view, nears, leans, slopes, raw } = buffers;
  const block = { buffer: blocks, size: blockSize };
  const depth = depths.createView({ aspect: 'depth-only' });
  const all = groupOf(device, pipelines.look, block, view, places, depth, nears, leans, slopes, raw);
  pass.setPipeline(pipelines.look);
  for (let rank = 0; rank < ranks; rank++) {
    pass.setBindGroup(0, all, [rank * blockStride]);
    pass.dispatchWorkgroups(Math.ceil(size.width / tile / 2 / 2), Math.ceil(size.height / tile / 2 / 16));
  }
}

/** Together what the pixels of a square have seen, and soft what lies along the edges of shadows. */
function smoothOut({ device, pipelines, buffers, pass, size }: ComputeStep): void {
  const { view, nears, leans, slopes, raw, lines, squares, smooth, widths } = buffers;
  const run = (pipeline: GPUComputePipeline, ...resources: GPUBuffer[]) => {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, groupOf(device, pipeline, view, nears, leans, slopes, ...resources));
    pass.dispatchWorkgroups(Math.ceil(size.width / 8), Math.ceil(size.height / 8));
  };
  run(pipelines.squareX, raw, lines);
  run(pipelines.squareY, lines, squares, widths);
  run(pipelines.edgeX, squares, widths, smooth);
}

function finishInto(
  encoder: GPUCommandEncoder,
  { device, pipelines: { finish }, buffers }: Estimate,
  output: GPUTextureView,
): void {
  const { view, nears, leans, slopes, smooth, widths } = buffers;
  const pass = encoder.beginRenderPass({ colorAttachments: [{ view: output, loadOp: 'clear', storeOp: 'store' }] });
  pass.setPipeline(finish);
  pass.setBindGroup(0, groupOf(device, finish, view, nears, leans, slopes, smooth, widths));
  pass.draw(3);
  pass.end();
}

/** One for each step. */
function pipelinesOf(device: GPUDevice) {
  const compute = (code: string, layout: GPUPipelineLayout | 'auto' = 'auto') =>
    device.createComputePipeline({ layout, compute: { module: device.createShaderModule({ code }) } });
  const looking = device.createPipelineLayout({ bindGroupLayouts: [looks(device)] });
  return {
    look: compute(lookShader(reach), looking),
    squareX: compute(squareX),
    squareY: compute(squareY),
    edgeX: compute(edgeX),
    finish: pipelineOf(device, finishing),
  };
}

/** What a pipeline reads and writes, in the order of its bindings. */
function groupOf(
  device: GPUDevice,
  pipeline: GPUComputePipeline | GPURenderPipeline,
  ...resources: (GPUBuffer | GPUTextureView | GPUBufferBinding)[]
): GPUBindGroup {
  return device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({
      binding,
      resource: resource instanceof GPUBuffer ? { buffer: resource } : resource,
    })),
  });
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
