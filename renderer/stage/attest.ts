import {
  BoxGeometry,
  HalfFloatType,
  Mesh,
  MeshBasicMaterial,
  OrthographicCamera,
  RenderTarget,
  Scene,
} from 'three/webgpu';
import type { Adapter } from '../contract.ts';
import type { Gpu } from './gpu.ts';

const side = 64;

/**
 * Draws a red square on nothing and reads it back: a GPU process that died gives an adapter, and blank pictures.
 * @throws where the pixels are not what they must be
 */
export async function attest(gpu: Gpu): Promise<Adapter> {
  const target = new RenderTarget(side, side, { samples: 4, type: HalfFloatType });
  const world = new Scene();
  const mesh = new Mesh(new BoxGeometry(1, 1, 1), new MeshBasicMaterial({ color: 0xff0000 }));
  world.add(mesh);
  const camera = new OrthographicCamera(-1, 1, 1, -1, -2, 2);
  const pixels = await gpu.watch(async () => {
    gpu.renderer.setClearColor(0x000000, 0);
    gpu.renderer.setRenderTarget(target);
    gpu.renderer.render(world, camera);
    gpu.renderer.setRenderTarget(null);
    return gpu.renderer.readRenderTargetPixelsAsync(target, 0, 0, side, side);
  });
  target.dispose();
  mesh.geometry.dispose();
  mesh.material.dispose();

  const one = 0x3c00; // 1 as a half float
  const at = (x: number, y: number) => Array.from(pixels.slice((y * side + x) * 4, (y * side + x) * 4 + 4)).join();
  if (at(side / 2, side / 2) !== [one, 0, 0, one].join() || at(2, 2) !== '0,0,0,0')
    throw new Error(`the GPU (${gpu.adapter.vendor} ${gpu.adapter.architecture}) draws blank or wrong pictures`);
  return gpu.adapter;
}
