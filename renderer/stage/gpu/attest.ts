import { opening } from './device.ts';

const side = 64;
/** Of a picture of half floats: a row must be a multiple of 256 bytes. */
const bytesPerTexel = 8;
const format = 'rgba16float';
const samples = 4;

/** Levels of a texture of 8 × 8 texels, each of a colour of its own: RGBA, 0–255. */
const levels = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
  [255, 255, 0, 255],
] as const;

/**
 * A square for each level, half as wide as a quarter of the picture, in which so many texels meet a pixel that just this level is seen.
 * Its right edge goes through the middle of a pixel. Colours are doubled, as light is brighter than white.
 */
const code = `
  struct Corner {
    @builtin(position) place: vec4f,
    @location(0) pixel: vec2f,
    @location(1) @interpolate(flat) level: u32,
  };
  @vertex fn corner(@builtin(vertex_index) at: u32, @builtin(instance_index) level: u32) -> Corner {
    let start = vec2f(f32(level & 1), f32(level >> 1)) * 32 + 8;
    let pixel = start + vec2f(f32(at & 1) * 16.5, f32(at >> 1) * 16);
    return Corner(vec4f(pixel.x / 32 - 1, 1 - pixel.y / 32, 0, 1), pixel, level);
  }
  @group(0) @binding(0) var image: texture_2d<f32>;
  @group(0) @binding(1) var filtering: sampler;
  @fragment fn paint(corner: Corner) -> @location(0) vec4f {
    return 2 * textureSample(image, filtering, corner.pixel * exp2(f32(corner.level)) / 8);
  }
`;

/**
 * Draws what our pictures are made of (several samples a pixel, half floats, instances, the levels of a texture) and reads it back: a GPU
 * process that died gives an adapter, and blank pictures; a driver may draw wrong ones. Begun with the device, while the page still reads
 * three.js.
 * @throws where the pixels are not what they must be
 */
export const attested: Promise<void> = opening.then(attest);
// who asks hears of it
attested.catch(() => {});

async function attest(device: GPUDevice): Promise<void> {
  device.pushErrorScope('validation');
  const pixels = await read(device, draw(device));
  const error = await device.popErrorScope();
  if (error) throw new Error(error.message);
  const at = (x: number, y: number) => [...pixels.subarray((y * side + x) * 4, (y * side + x) * 4 + 4)];
  const wrong = levels.flatMap((color, level) => {
    const [x, y] = [(level & 1) * 32 + 8, (level >> 1) * 32 + 8];
    const light = color.map(channel => (channel / 255) * 2);
    const edge = light.map(channel => channel / 2);
    return [
      ...differs(`level ${level}`, at(x + 8, y + 8), light),
      ...differs(`the edge of level ${level}`, at(x + 16, y + 8), edge, 0.6),
      ...differs('the ground', at(x - 4, y - 4), [0, 0, 0, 0]),
    ];
  });
  if (wrong.length === 0) return;
  const { vendor, architecture } = device.adapterInfo;
  throw new Error(`the GPU (${vendor} ${architecture}) draws blank or wrong pictures: ${wrong[0]}`);
}

/** @param tolerance neighbouring levels may show through by as much as a driver rounds, and samples are not in the same places everywhere */
function differs(what: string, found: readonly number[], right: readonly number[], tolerance = 0.1): string[] {
  const isRight = right.every((channel, at) => Math.abs((found[at] ?? NaN) - channel) <= tolerance);
  return isRight ? [] : [`${what} is ${found.map(channel => channel.toFixed(2)).join(' ')} and not ${right.join(' ')}`];
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
  const image = imageOf(device);
  const filtering = device.createSampler({
    addressModeU: 'repeat',
    addressModeV: 'repeat',
    magFilter: 'linear',
    minFilter: 'linear',
    mipmapFilter: 'linear',
  });
  const entries = [image.createView(), filtering].map((resource, binding) => ({ binding, resource }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginRenderPass({
    colorAttachments: [
      { view: many.createView(), resolveTarget: resolved.createView(), loadOp: 'clear', storeOp: 'discard' },
    ],
  });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.draw(4, levels.length);
  pass.end();
  device.queue.submit([encoder.finish()]);
  many.destroy();
  image.destroy();
  return resolved;
}

function imageOf(device: GPUDevice): GPUTexture {
  const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST;
  const width = 2 ** (levels.length - 1);
  const texture = device.createTexture({
    size: [width, width],
    format: 'rgba8unorm',
    mipLevelCount: levels.length,
    usage,
  });
  for (const [mipLevel, color] of levels.entries()) {
    const wide = width >> mipLevel;
    const texels = Uint8Array.from({ length: wide * wide * 4 }, (_, at) => color[at % 4] ?? 0);
    device.queue.writeTexture({ texture, mipLevel }, texels, { bytesPerRow: wide * 4 }, [wide, wide]);
  }
  return texture;
}

async function read(device: GPUDevice, picture: GPUTexture): Promise<Float16Array> {
  const bytesPerRow = side * bytesPerTexel;
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
  const buffer = device.createBuffer({ size: bytesPerRow * side, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture: picture }, { buffer, bytesPerRow }, [side, side]);
  device.queue.submit([encoder.finish()]);
  await buffer.mapAsync(GPUMapMode.READ);
  const pixels = new Float16Array(buffer.getMappedRange().slice(0));
  picture.destroy();
  buffer.destroy();
  return pixels;
}
