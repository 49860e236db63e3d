import type { Node, RenderTarget } from 'three/webgpu';
import { wgsl, wgslFn } from 'three/tsl';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { multisampledOf, textureOf } from '../gpu/three-private.ts';

/**
 * Averages a pixel's samples about as they will be displayed: each is pressed below 1 by a curve like those of tone mapping, and
 * their average is let out again. Averaged as light, one sample of a lamp outshines all others of its pixel, and the edge against
 * it is jagged. Coverage is the plain average, and colours count by theirs.
 */
const resolving = /* wgsl */ `
  fn resolved(samples: texture_multisampled_2d<f32>, at: vec2i, exposure: f32) -> vec4f {
    let sum = pressed(textureLoad(samples, at, 0), exposure) + pressed(textureLoad(samples, at, 1), exposure)
      + pressed(textureLoad(samples, at, 2), exposure) + pressed(textureLoad(samples, at, 3), exposure);
    let least = min(brightness(sum, exposure), 0.99999);
    return vec4f(sum.rgb * inverseSqrt(1.0 - least * least), sum.a);
  }
`;
const pressing = /* wgsl */ `
  fn pressed(sample: vec4f, exposure: f32) -> vec4f {
    let brightest = brightness(sample, exposure);
    return vec4f(sample.rgb * inverseSqrt(1.0 + brightest * brightest), sample.a) * 0.25;
  }
`;
/** Of what is there, at the exposure that it is seen with: colours come multiplied by their coverage, glints may have none. */
const brightening = /* wgsl */ `
  fn brightness(color: vec4f, exposure: f32) -> f32 {
    return exposure * max(max(color.r, color.g), color.b) / select(color.a, 1.0, color.a <= 0.0);
  }
`;

/** The same for three.js' shaders: samples, pixel, exposure. */
export const resolved = wgslFn<[Node, Node<'ivec2'>, Node<'float'>]>(resolving, [wgsl(brightening), wgsl(pressing)]);

const shader = /* wgsl */ `
  @group(0) @binding(0) var samples: texture_multisampled_2d<f32>;
  @group(0) @binding(1) var<uniform> exposure: vec4f;

  @vertex fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
  }
  ${brightening}
  ${pressing}
  ${resolving}
  @fragment fn resolve(@builtin(position) at: vec4f) -> @location(0) vec4f {
    return resolved(samples, vec2i(at.xy), exposure.x);
  }
`;

interface Kit {
  pipeline: GPURenderPipeline;
  exposure: GPUBuffer;
}

const kitOf = perGpu(({ device }): Kit => {
  const module = device.createShaderModule({ code: shader });
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module, entryPoint: 'corner' },
    // that of half floats, in which light is drawn
    fragment: { module, entryPoint: 'resolve', targets: [{ format: 'rgba16float' }] },
  });
  const exposure = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  return { pipeline, exposure };
});

/** Resolves a multisampled target, in the place of three.js or once more. */
export function resolveByTone(gpu: Gpu, target: RenderTarget, exposure: number): void {
  const { device, renderer } = gpu;
  const samples = multisampledOf(renderer, target);
  if (!samples) return;
  const kit = kitOf(gpu);
  device.queue.writeBuffer(kit.exposure, 0, new Float32Array([exposure, 0, 0, 0]));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginRenderPass({
    colorAttachments: [{ view: textureOf(renderer, target.texture).createView(), loadOp: 'clear', storeOp: 'store' }],
  });
  pass.setPipeline(kit.pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: kit.pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: samples.createView() },
        { binding: 1, resource: { buffer: kit.exposure } },
      ],
    }),
  );
  pass.draw(3);
  pass.end();
  device.queue.submit([encoder.finish()]);
}
