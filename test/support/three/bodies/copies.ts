import {
  BatchedMesh,
  BoxGeometry,
  Color,
  IcosahedronGeometry,
  InstancedMesh,
  LOD,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  MeshNormalMaterial,
  Scene,
  SphereGeometry,
} from 'three';
import { scene, placed, looking } from './stand.ts';

export function instanced(): Scene {
  const count = 25;
  const mesh = new InstancedMesh(new BoxGeometry(0.3, 0.3, 0.3), new MeshBasicMaterial(), count);
  for (let at = 0; at < count; at++) {
    const [x, y] = [at % 5, Math.floor(at / 5)];
    mesh.setMatrixAt(at, new Matrix4().makeRotationZ(at * 0.1).setPosition(x * 0.5 - 1, y * 0.5 - 1, 0));
    mesh.setColorAt(at, new Color(x / 4, y / 4, 0.5));
  }
  const twin = mesh.clone();
  twin.position.z = -2;
  twin.scale.setScalar(0.5);
  return scene([mesh, placed(twin, 2, 0, -2), looking(0, 0, 5)], 0x202428);
}

export function batched(): Scene {
  const mesh = new BatchedMesh(4, 5000, 10_000, new MeshNormalMaterial());
  const [box, ball] = [mesh.addGeometry(new BoxGeometry()), mesh.addGeometry(new SphereGeometry(0.5, 24, 12))];
  for (const [at, geometry] of [box, ball, ball, box].entries()) {
    const instance = mesh.addInstance(geometry);
    mesh.setMatrixAt(
      instance,
      new Matrix4().makeRotationY(0.5).setPosition((at % 2) * 1.6 - 0.8, at < 2 ? 0.8 : -0.8, 0),
    );
  }
  return scene([mesh, looking(0, 0, 5)], 0x202428);
}

export function lod(): Scene {
  const near = new LOD();
  const far = new LOD();
  for (const one of [near, far])
    for (const [distance, color] of [
      [0, 0xcc3322],
      [6, 0x33cc22],
      [20, 0x2233cc],
    ] as const)
      one.addLevel(
        new Mesh(new IcosahedronGeometry(0.6, distance === 0 ? 3 : 0), new MeshBasicMaterial({ color })),
        distance,
      );
  return scene([placed(near, -0.8, 0, 0), placed(far, 1.4, 0, -5), looking(0, 0, 4)], 0x202428);
}
