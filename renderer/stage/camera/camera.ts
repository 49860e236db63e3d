import {
  type Box3,
  type Camera as ThreeCamera,
  MathUtils,
  type Object3D,
  OrthographicCamera,
  PerspectiveCamera,
  Vector3,
  WebGPUCoordinateSystem,
} from 'three/webgpu';
import type { Camera } from '../../../scenes/camera.ts';
import { Fault, listed } from '../util/fault.ts';
import { frameOrthographic, framePerspective, type Viewpoint } from './framing.ts';
import { allNamed, isNamed, labelOf, nameOf, namesIn } from '../graph/names.ts';

export type StageCamera = PerspectiveCamera | OrthographicCamera;

const defaults = { orbit: [30, 15], fit: 'contain', margin: 0.08, fov: 30 } as const;

/** What there is to be framed, and the cameras that came with it. */
export interface Framed {
  /** What the scene describes, without ground and environment. */
  subject: Object3D;
  /** Where the scene's own origin is in the world, in metres. */
  origin: Vector3;
  /** Cameras of the models' files. */
  cameras: ThreeCamera[];
  /** Around every vertex of the subject, in the world. */
  box: Box3;
}

/** How near and far cameras of files see by themselves, in metres. */
const sights = new WeakMap<StageCamera, { near: number; far: number }>();

/** A camera as asked for, over what is there to be seen. */
export function openCamera(framed: Framed, asked: Camera, aspect: number, pointer: string): StageCamera {
  return focus(placeCamera(framed, asked, aspect, pointer), framed);
}

/** A camera where it is asked for, which does not know yet how near and far it is to see. */
export function placeCamera(framed: Framed, asked: Camera, aspect: number, pointer: string): StageCamera {
  if (asked.from !== undefined) return fromFile(framed, asked.from, aspect, pointer);
  return isFraming(asked) ? framing(framed, asked, aspect, pointer) : placed(framed, asked, aspect);
}

/** Whether where a camera stands follows from what is there to be seen. */
export function isFraming({ from, position }: Camera): boolean {
  return from === undefined && !position;
}

/** Has a camera see all that is there, and no further. */
export function focus(camera: StageCamera, framed: Framed): StageCamera {
  camera.coordinateSystem = WebGPUCoordinateSystem;
  camera.updateMatrixWorld(true);
  reach(camera, framed);
  camera.updateProjectionMatrix();
  return camera;
}

function placed({ origin }: Framed, asked: Camera, aspect: number): StageCamera {
  const camera =
    asked.type === 'perspective'
      ? perspective(asked.fov ?? defaults.fov, aspect)
      : orthographic(asked.height ?? 1, aspect);
  const [x, y, z] = asked.position ?? [0, 0, 0];
  const target = Array.isArray(asked.target) ? new Vector3(...asked.target) : new Vector3();
  target.add(origin);
  camera.position.set(x, y, z).add(origin);
  camera.up.copy(uprightFor(target.clone().sub(camera.position), asked.up));
  camera.lookAt(target);
  return camera;
}

/** Looking straight up or down, "up" is the model's back: a plan of it with its front below. */
function uprightFor(direction: Vector3, up: Camera['up']): Vector3 {
  const wanted = up ? new Vector3(...up).normalize() : new Vector3(0, 1, 0);
  const along = direction.normalize().dot(wanted);
  if (Math.abs(along) < 0.99999) return wanted;
  return new Vector3(0, 0, along < 0 ? -1 : 1);
}

function framing(framed: Framed, asked: Camera, aspect: number, pointer: string): StageCamera {
  const subject =
    asked.target === undefined ? framed.subject : named(framed.subject, String(asked.target), `${pointer}/target`);
  const [azimuth, elevation] = (asked.orbit ?? defaults.orbit).map(MathUtils.degToRad) as [number, number];
  const back = new Vector3(
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation),
  );
  // Looking straight down, the picture's top is where the azimuth points away from.
  const up =
    Math.abs(back.y) > 0.99999
      ? new Vector3(-Math.sin(azimuth), 0, -Math.cos(azimuth)).multiplyScalar(Math.sign(back.y))
      : new Vector3(0, 1, 0);
  const right = new Vector3().crossVectors(up, back).normalize();
  const view: Viewpoint = {
    back,
    right,
    up: new Vector3().crossVectors(back, right),
    aspect,
    fit: asked.fit ?? defaults.fit,
    margin: asked.margin ?? defaults.margin,
  };
  if (asked.type === 'orthographic') {
    const { position, height } = frameOrthographic(subject, view);
    return aim(orthographic(asked.height ?? height, aspect), position, view);
  }
  const fov = asked.fov ?? defaults.fov;
  return aim(perspective(fov, aspect), framePerspective(subject, view, fov), view);
}

function aim<C extends StageCamera>(camera: C, position: Vector3, { back, up }: Viewpoint): C {
  camera.position.copy(position);
  camera.up.copy(up);
  camera.lookAt(position.clone().sub(back));
  return camera;
}

function fromFile({ cameras }: Framed, asked: string | number, aspect: number, pointer: string): StageCamera {
  const found =
    typeof asked === 'number'
      ? cameras[asked]
      : (cameras.find(camera => isNamed(camera, asked)) ??
        cameras.find(camera => camera.parent && isNamed(camera.parent, asked)));
  if (!found) {
    const names = cameras.map((camera, at) => nameOf(camera) || (camera.parent && nameOf(camera.parent)) || String(at));
    throw new Fault(
      'scene_invalid',
      `There is no camera ${JSON.stringify(asked)} in the scene's files; there are: ${listed(names, asked)}.`,
      `${pointer}/from`,
    );
  }
  found.updateWorldMatrix(true, false);
  const camera = (found as StageCamera).clone().clear();
  // A glTF camera sees nothing nearer or further than its file says, which is how rooms are looked into from outside.
  if (labelOf(found) ?? (found.parent && labelOf(found.parent)))
    sights.set(camera, { near: camera.near, far: camera.far });
  found.matrixWorld.decompose(camera.position, camera.quaternion, camera.scale.set(1, 1, 1));
  camera.scale.set(1, 1, 1);
  if (camera instanceof PerspectiveCamera) camera.aspect = aspect;
  else {
    camera.left = camera.bottom * aspect;
    camera.right = camera.top * aspect;
  }
  return camera;
}

function named(root: Object3D, name: string, pointer: string): Object3D {
  const [found] = allNamed(root, name);
  if (found) return found;
  throw new Fault(
    'scene_invalid',
    `There is no node "${name}" to frame; there are: ${listed(namesIn(root), name)}.`,
    pointer,
  );
}

function perspective(fov: number, aspect: number): PerspectiveCamera {
  return new PerspectiveCamera(fov, aspect);
}

function orthographic(height: number, aspect: number): OrthographicCamera {
  const half = height / 2;
  return new OrthographicCamera(-half * aspect, half * aspect, half, -half);
}

/** Sets near and far as tightly as the scene allows: depth has few bits to share. */
function reach(camera: StageCamera, { box }: Framed): void {
  if (box.isEmpty()) return;
  const center = box.getCenter(new Vector3());
  // The ground's shadow reaches beyond what stands on it.
  const radius = box.getSize(new Vector3()).length() * 0.75 || 1e-4;
  const depth = center.applyMatrix4(camera.matrixWorldInverse.copy(camera.matrixWorld).invert()).z * -1;
  const far = Math.max(depth + radius * 3, radius * 0.01);
  if (camera instanceof PerspectiveCamera) {
    camera.far = far;
    camera.near = Math.max(depth - radius, far / 20_000);
  } else {
    camera.far = far;
    camera.near = depth - radius;
  }
  const own = sights.get(camera);
  if (!own) return;
  // as it is, where its depths are not too many to share: some materials show them
  if (camera instanceof OrthographicCamera || own.far <= own.near * 20_000) return void Object.assign(camera, own);
  camera.near = Math.max(camera.near, own.near);
  camera.far = Math.min(camera.far, Math.max(own.far, camera.near * 1.001));
}
