import { createRequire } from 'node:module';
import sharp from 'sharp';

/**
 * What three.js expects of a browser, as far as it is needed to draw into a render target. `folder` is that of npm's `webgpu`.
 * @param {string} folder
 */
export function provideGlobals(folder) {
  const { create, globals } = createRequire(import.meta.url)(folder);
  Object.assign(globalThis, globals, {
    self: globalThis,
    requestAnimationFrame: () => 0,
    cancelAnimationFrame: () => {},
    createImageBitmap: decode,
  });
  Object.defineProperty(navigator, 'gpu', { value: create(['backend=vulkan']) });
}

/** Pixels as a DataTexture has them. */
async function decode(blob) {
  const picture = sharp(await blob.arrayBuffer()).ensureAlpha();
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height, close() {} };
}

/** Only asked how large it is. */
export function canvasOf(side) {
  const context = { configure() {}, unconfigure() {}, getCurrentTexture: () => undefined };
  return {
    width: side,
    height: side,
    style: {},
    getContext: () => context,
    addEventListener() {},
    removeEventListener() {},
  };
}
