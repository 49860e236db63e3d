import { AmbientLight, Color, DirectionalLight, type Object3D, PerspectiveCamera, Scene } from 'three';

export function scene(children: readonly Object3D[], background?: number): Scene {
  const made = new Scene();
  if (background !== undefined) made.background = new Color(background);
  made.add(...children);
  return made;
}

export function placed<T extends Object3D>(object: T, x: number, y: number, z: number): T {
  object.position.set(x, y, z);
  return object;
}

export function looking(x: number, y: number, z: number, fov = 40): PerspectiveCamera {
  const camera = placed(new PerspectiveCamera(fov, 1, 0.1, 50), x, y, z);
  camera.lookAt(0, 0, 0);
  camera.updateMatrix();
  return camera;
}

export function rows(objects: readonly Object3D[], step = 1.25): Scene {
  const columns = Math.ceil(Math.sqrt(objects.length));
  const all = objects.map((object, at) =>
    placed(
      object,
      ((at % columns) - (columns - 1) / 2) * step,
      ((columns - 1) / 2 - Math.floor(at / columns)) * step,
      0,
    ),
  );
  return scene([...all, looking(0, 0, columns * step * 1.6)], 0x202428);
}

export function lit(of: Scene): Scene {
  of.add(placed(new DirectionalLight(0xffffff, 2.5), -2, 3, 4), new AmbientLight(0x8090a0, 0.8));
  return of;
}
