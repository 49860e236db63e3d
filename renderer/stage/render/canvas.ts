import type { RenderTarget } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { textureOf } from '../gpu/three-private.ts';

/** Shows pictures on a canvas. */
export interface CanvasView {
  /** Makes the canvas as large as a target, and shows what is in that: colours of sRGB, straight alpha. */
  show(target: RenderTarget): void;
}

/** A canvas takes colours that are multiplied by alpha. */
const shader = /* wgsl */ `
  @group(0) @binding(0) var picture: texture_2d<f32>;
  @vertex fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
  }
  @fragment fn show(@builtin(position) at: vec4f) -> @location(0) vec4f {
    let color = textureLoad(picture, vec2i(at.xy), 0);
    return vec4f(color.rgb * color.a, color.a);
  }
`;

/** @throws where the canvas draws by other means already */
export function createCanvasView({ device, renderer }: Gpu, canvas: HTMLCanvasElement | OffscreenCanvas): CanvasView {
  const context = canvas.getContext('webgpu');
  if (!context) throw new Error('the canvas cannot be drawn on with WebGPU');
  const format = navigator.gpu.getPreferredCanvasFormat();
  context.configure({ device, format, alphaMode: 'premultiplied', colorSpace: 'srgb' });
  const module = device.createShaderModule({ code: shader });
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module, entryPoint: 'corner' },
    fragment: { module, entryPoint: 'show', targets: [{ format }] },
  });
  return {
    show(target) {
      Object.assign(canvas, { width: target.width, height: target.height });
      const resource = textureOf(renderer, target.texture).createView();
      const layout = pipeline.getBindGroupLayout(0);
      const encoder = device.createCommandEncoder();
      const view = context.getCurrentTexture().createView();
      const pass = encoder.beginRenderPass({ colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }] });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, device.createBindGroup({ layout, entries: [{ binding: 0, resource }] }));
      pass.draw(3);
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
  };
}
