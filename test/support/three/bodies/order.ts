import {
  BoxGeometry,
  ConeGeometry,
  DirectionalLight,
  Mesh,
  MeshBasicMaterial,
  MeshNormalMaterial,
  MeshPhysicalMaterial,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  ShadowMaterial,
  SphereGeometry,
} from 'three';
import { checker } from './images.ts';
import { scene, placed, looking, rows } from './stand.ts';

export function layers(): Scene {
  const [shown, onAnother, hidden] = [0xcc3322, 0x33cc22, 0x2233cc].map((color, at) =>
    placed(new Mesh(new BoxGeometry(0.7, 0.7, 0.7), new MeshBasicMaterial({ color })), at - 1, 0, 0),
  );
  onAnother?.layers.set(3);
  if (hidden) hidden.visible = false;
  const front = placed(
    new Mesh(new PlaneGeometry(0.4, 0.4), new MeshBasicMaterial({ color: 0xffffff, depthTest: false })),
    -1,
    0,
    -2,
  );
  front.renderOrder = 5;
  // placed by its matrix alone, which has no position, rotation and scale
  const sheared = new Mesh(new BoxGeometry(0.5, 0.5, 0.5), new MeshNormalMaterial());
  sheared.matrixAutoUpdate = false;
  sheared.matrix.makeShear(0, 0, 0.8, 0, 0, 0).setPosition(0, 1, 0);
  const upright = placed(new Mesh(new ConeGeometry(0.3, 0.6, 16), new MeshNormalMaterial()), 1, 1, 0);
  upright.up.set(0, 0, 1);
  return scene(
    [shown, onAnother, hidden, front, sheared, upright, looking(0, 0, 5)].filter(one => one !== undefined),
    0x202428,
  );
}

export function groups(): Scene {
  const faces = [0xcc3322, 0x22cc33, 0x3322cc, 0xcccc22, 0xcc22cc, 0x22cccc];
  const box = new Mesh(
    new BoxGeometry(1.4, 1.4, 1.4),
    faces.map(color => new MeshBasicMaterial({ color })),
  );
  box.rotation.set(0.5, 0.6, 0);
  const floor = placed(
    new Mesh(new PlaneGeometry(4, 4).rotateX(-Math.PI / 2), new ShadowMaterial({ opacity: 0.5 })),
    0,
    -1,
    0,
  );
  floor.receiveShadow = true;
  box.castShadow = true;
  const sun = placed(new DirectionalLight(0xffffff, 2), 1, 4, 1);
  sun.castShadow = true;
  return scene([box, floor, sun, looking(0, 1.5, 5)], 0xffffff);
}

export function orthographic(): Scene {
  const camera = placed(new OrthographicCamera(-2, 2, 1, -1, 0.1, 20), 3, 3, 3);
  camera.lookAt(0, 0, 0);
  camera.zoom = 0.8;
  const made = rows(
    [new BoxGeometry(), new ConeGeometry(0.5)].map(geometry => new Mesh(geometry, new MeshNormalMaterial())),
  );
  made.children.splice(2, 1, camera);
  return made;
}

export function glass(): Scene {
  const ball = new Mesh(
    new SphereGeometry(0.9, 48, 24),
    new MeshPhysicalMaterial({ transmission: 1, roughness: 0, thickness: 0.6, ior: 1.4 }),
  );
  const behind = placed(new Mesh(new PlaneGeometry(5, 5), new MeshBasicMaterial({ map: checker() })), 0, 0, -2);
  return scene([ball, behind, placed(new DirectionalLight(0xffffff, 3), 2, 3, 4), looking(0, 0, 5)], 0xffffff);
}
