import {
  AmbientLight,
  BoxGeometry,
  CubeTexture,
  DataTexture,
  DirectionalLight,
  Euler,
  Fog,
  FogExp2,
  Group,
  HemisphereLight,
  LightProbe,
  Mesh,
  MeshLambertMaterial,
  MeshStandardMaterial,
  PlaneGeometry,
  PointLight,
  RectAreaLight,
  Scene,
  SphereGeometry,
  SpotLight,
} from 'three';
import { scene, placed, looking } from './stand.ts';

export function shadows(): Scene {
  const floor = new Mesh(new PlaneGeometry(6, 6).rotateX(-Math.PI / 2), new MeshStandardMaterial({ color: 0xbbbbbb }));
  floor.receiveShadow = true;
  const casts = placed(new Mesh(new BoxGeometry(), new MeshStandardMaterial({ color: 0xcc5533 })), -0.8, 0.5, 0);
  casts.castShadow = true;
  const castsNone = placed(new Mesh(new BoxGeometry(), new MeshStandardMaterial({ color: 0x3355cc })), 1, 0.5, 0);
  const sun = placed(new DirectionalLight(0xffffff, 3), -2, 4, 2);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  sun.shadow.normalBias = 0.02;
  const target = placed(new Group(), 0, 0, 0);
  sun.target = target;
  return scene([floor, casts, castsNone, sun, target, new AmbientLight(0xffffff, 0.4), looking(2.5, 3, 5)], 0xffffff);
}

export function spot(): Scene {
  const floor = new Mesh(new PlaneGeometry(8, 8).rotateX(-Math.PI / 2), new MeshStandardMaterial({ color: 0xcccccc }));
  floor.receiveShadow = true;
  const ball = placed(
    new Mesh(new SphereGeometry(0.5, 32, 16), new MeshStandardMaterial({ color: 0xdddd44 })),
    1,
    0.5,
    0,
  );
  ball.castShadow = true;
  const light = placed(new SpotLight(0xffffff, 60, 0, 0.35, 0.4), -1, 4, 1);
  light.castShadow = true;
  light.target = placed(new Group(), 1, 0, 0);
  // a target within a group that is moved itself: the light has to follow
  const holder = placed(new Group(), 0.2, 0, 0.3);
  holder.add(light.target);
  return scene(
    [floor, ball, light, holder, placed(new PointLight(0xff4422, 4), -2, 0.6, 0), looking(0, 4, 6)],
    0x101418,
  );
}

export function softLights(): Scene {
  const floor = new Mesh(
    new PlaneGeometry(6, 6).rotateX(-Math.PI / 2),
    new MeshStandardMaterial({ color: 0xcccccc, roughness: 0.4 }),
  );
  const area = placed(new RectAreaLight(0xffddaa, 6, 2, 1), 0, 1, -1.5);
  area.rotation.y = Math.PI;
  const probe = new LightProbe();
  probe.sh.coefficients[0]?.set(0.2, 0.2, 0.35);
  const ball = placed(
    new Mesh(new SphereGeometry(0.5, 32, 16), new MeshStandardMaterial({ color: 0xffffff })),
    0,
    0.5,
    0,
  );
  return scene([floor, ball, area, probe, new HemisphereLight(0x4466ff, 0x331100, 0.6), looking(2, 2.5, 5)], 0x000000);
}

export function fog(air: Fog | FogExp2): Scene {
  const boxes = Array.from({ length: 8 }, (_, at) =>
    placed(
      new Mesh(new BoxGeometry(), new MeshLambertMaterial({ color: 0xcc3322 })),
      (at % 2) * 1.6 - 0.8,
      0,
      2 - at * 1.5,
    ),
  );
  const made = scene([...boxes, new HemisphereLight(0xffffff, 0x444444, 3), looking(0, 1.2, 5, 50)]);
  made.fog = air;
  made.background = air.color;
  return made;
}

export function surrounded(texture: DataTexture | CubeTexture, blur: number): Scene {
  const made = scene([
    placed(
      new Mesh(new SphereGeometry(0.8, 48, 24), new MeshStandardMaterial({ metalness: 1, roughness: 0.05 })),
      -0.9,
      0,
      0,
    ),
    placed(
      new Mesh(new SphereGeometry(0.8, 48, 24), new MeshStandardMaterial({ color: 0xffffff, roughness: 1 })),
      0.9,
      0,
      0,
    ),
    looking(0, 0.4, 5),
  ]);
  made.background = made.environment = texture;
  made.backgroundBlurriness = blur;
  made.backgroundRotation = new Euler(0, 0.6, 0);
  made.environmentRotation = new Euler(0, 0.6, 0);
  made.environmentIntensity = 0.8;
  return made;
}
