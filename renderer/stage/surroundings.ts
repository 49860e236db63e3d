import type { Scene as World } from 'three/webgpu';
import type { Scene } from '../../scenes/scene.ts';
import { Fault } from './fault.ts';
import type { Loader } from './loader.ts';

/** Puts around a scene what its models' files have around theirs: the fog in any case, all else where it is asked for. */
export async function surround(loader: Loader, world: World, scene: Scene): Promise<void> {
  const own = await firstWorld(loader, scene);
  if (own) world.fog = own.fog;
  if ('preset' in scene.environment && scene.environment.preset === 'model') light(world, own, scene);
  if (scene.background === 'model') back(world, own);
}

async function firstWorld(loader: Loader, { nodes }: Scene): Promise<World | undefined> {
  for (const [at, { model }] of nodes.entries()) {
    const found = model && (await loader.model(model.src, `/nodes/${at}/model/src`)).world;
    if (found) return found;
  }
  return undefined;
}

function light(world: World, own: World | undefined, { environment, background }: Scene): void {
  if (!own?.environment) throw lacks('environment', '/environment', 'name a preset or "none"');
  world.environment = own.environment;
  world.environmentIntensity = own.environmentIntensity * environment.intensity;
  world.environmentRotation.copy(own.environmentRotation);
  world.environmentRotation.y += (environment.rotation * Math.PI) / 180;
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
