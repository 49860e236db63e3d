import { opening } from './device.ts';

const side = 64;
/** Of a picture of half floats: a row must be a multiple of 256 bytes. */
const bytesPerTexel = 8;
const format = 'rgba16float';
const samples = 4;

/** A square in the middle, half as wide as the picture. */
const code = `
  @vertex fn corner(@builtin(vertex_index) at: u32) -> @builtin(position) vec4f {
    return vec4f(f32(at & 1) - 0.5, f32(at >> 1) - 0.5, 0, 1);
  }
  @fragment fn red() -> @location(0) vec4f {
    return vec4f(1, 0, 0, 1);
  }
`;

/**
 * Draws a red square on nothing and reads it back: a GPU process that died gives an adapter, and blank pictures. Begun with the device,
 * while the page still reads three.js.
 * @throws where the pixels are not what they must be
 */
export const attested: Promise<void> = opening.then(attest);
// who asks hears of it
attested.catch(() => {});

async function attest(device: GPUDevice): Promise<void> {
  const pixels = await read(device, draw(device));
  const one = 0x3c00; // 1 as a half float
  const at = (x: number, y: number) => pixels.slice((y * side + x) * 4, (y * side + x) * 4 + 4).join();
  if (at(side / 2, side / 2) === [one, 0, 0, one].join() && at(2, 2) === '0,0,0,0') return;
  const { vendor, architecture } = device.adapterInfo;
  throw new Error(`the GPU (${vendor} ${architecture}) draws blank or wrong pictures`);
}

function draw(device: GPUDevice): GPUTexture {
  const size = [side, side];
  const many = device.createTexture({ size, format, sampleCount: samples, usage: GPUTextureUsage.RENDER_ATTACHMENT });
  const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC;
  const resolved = device.createTexture({ size, format, usage });
  const module = device.createShaderModule({ code });
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module },
    fragment: { module, targets: [{ format }] },
    primitive: { topology: 'triangle-strip' },
    multisample: { count: samples },
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginRenderPass({
    colorAttachments: [
      { view: many.createView(), resolveTarget: resolved.createView(), loadOp: 'clear', storeOp: 'discard' },
    ],
  });
  pass.setPipeline(pipeline);
  pass.draw(4);
  pass.end();
  device.queue.submit([encoder.finish()]);
  many.destroy();
  return resolved;
}

async function read(device: GPUDevice, picture: GPUTexture): Promise<Uint16Array> {
  const bytesPerRow = side * bytesPerTexel;
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
  const buffer = device.createBuffer({ size: bytesPerRow * side, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture: picture }, { buffer, bytesPerRow }, [side, side]);
  device.queue.submit([encoder.finish()]);
  await buffer.mapAsync(GPUMapMode.READ);
  const pixels = new Uint16Array(buffer.getMappedRange().slice(0));
  picture.destroy();
  buffer.destroy();
  return pixels;
}
