import { MathUtils, type Scene as World, type Texture } from 'three/webgpu';
import type { Scene } from '../../../scenes/scene.ts';
import { Fault } from '../util/fault.ts';
import type { Loader } from '../files/loader.ts';

/**
 * Puts around a scene what its models' files have around theirs: the fog in any case, all else where it is asked for. The light
 * of the environment is there already.
 */
export async function surround(loader: Loader, world: World, scene: Scene): Promise<void> {
  const [, own] = (await firstWorld(loader, scene)) ?? [];
  if (own) world.fog = own.fog;
  if (own && 'preset' in scene.environment && scene.environment.preset === 'model') turn(world, own, scene);
  if (scene.background === 'model') back(world, own);
}

/** The environment of the first model that has something around it. */
export async function environmentOf(loader: Loader, scene: Scene): Promise<{ src: string; environment: Texture }> {
  const [src = '', own] = (await firstWorld(loader, scene)) ?? [];
  if (!own?.environment) throw lacks('environment', '/environment', 'name a preset or "none"');
  return { src, environment: own.environment };
}

async function firstWorld(loader: Loader, { nodes }: Scene): Promise<[src: string, world: World] | undefined> {
  for (const [at, { model }] of nodes.entries()) {
    const world = model && (await loader.model(model.src, `/nodes/${at}/model/src`)).world;
    if (world) return [model.src, world];
  }
  return undefined;
}

function turn(world: World, own: World, { environment, background }: Scene): void {
  world.environmentIntensity = own.environmentIntensity * environment.intensity;
  world.environmentRotation.copy(own.environmentRotation);
  world.environmentRotation.y += MathUtils.degToRad(environment.rotation);
  if (background !== 'environment') return;
  world.background = own.environment;
  world.backgroundIntensity = world.environmentIntensity;
  world.backgroundRotation.copy(world.environmentRotation);
}

function back(world: World, own: World | undefined): void {
  if (!own?.background) throw lacks('background', '/background', 'name a colour, "environment" or "transparent"');
  world.background = own.background;
  world.backgroundIntensity = own.backgroundIntensity;
  world.backgroundBlurriness = own.backgroundBlurriness;
  world.backgroundRotation.copy(own.backgroundRotation);
}

function lacks(what: string, pointer: string, instead: string): Fault {
  return new Fault('scene_invalid', `The model's file has no ${what} of its own: ${instead}.`, pointer);
}
