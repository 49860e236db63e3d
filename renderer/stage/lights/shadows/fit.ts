import {
  Box3,
  type Camera,
  DirectionalLight,
  Matrix4,
  Mesh,
  type Object3D,
  PointLight,
  Sphere,
  SpotLight,
  Vector3,
} from 'three/webgpu';
import type { Shadow } from '../../../../scenes/light.ts';
import { cornersSeen } from './clip.ts';

export type Caster = DirectionalLight | PointLight | SpotLight;

/** What shadows are fitted to. */
interface Extent {
  /** Around all that casts them. */
  sphere: Sphere;
  /** Corners of what casts them. */
  casting: Vector3[];
  /** Corners of what the camera sees. */
  seen: Vector3[];
}

/** Boxes from which on a scene is taken as a whole. */
const many = 64;

/** Texels from which on a map of half as many is as good: it takes a quarter of the time, and places further apart would be told apart. */
const widest = 2;

/** Half of the widest cone that a map shows, as a tangent. */
const widestCone = Math.tan((80 * Math.PI) / 180);

/** Fits the shadows of a world's lights to what casts them, where a camera sees where they fall. */
export function fitShadows(world: Object3D, boxes: readonly Box3[], camera: Camera): void {
  const lights: Caster[] = [];
  const receivers: Box3[] = [];
  world.traverseVisible(object => {
    if ('isLight' in object && object.castShadow && object.userData['shadow']) lights.push(object as Caster);
  });
  if (lights.length === 0 || boxes.length === 0) return;
  for (const object of world.children)
    if (object instanceof Mesh && object.receiveShadow) receivers.push(new Box3().setFromObject(object));
  const whole = boxes.reduce((all, box) => all.union(box), new Box3());
  const each = boxes.length > many ? [whole] : boxes;
  const extent = {
    sphere: whole.getBoundingSphere(new Sphere()),
    casting: each.flatMap(cornersOf),
    seen: [...each, ...receivers].flatMap(box => cornersSeen(box, camera)),
  };
  for (const light of lights) fit(light, extent);
}

function fit(light: Caster, extent: Extent): void {
  if (light instanceof DirectionalLight) fitDirectional(light, extent);
  else if (light instanceof SpotLight) fitSpot(light, extent);
  else fitPoint(light, extent);
}

function fitDirectional(light: DirectionalLight, { sphere, casting, seen }: Extent): void {
  const { camera } = light.shadow;
  const toLight = viewOf(light);
  const cast = boundsOf(casting, toLight);
  const fallen = boundsOf(seen, toLight);
  const { center, side } = squareOf(cast, fallen);
  settle(light);
  const reach = (side / 2) * margin(light);
  Object.assign(camera, {
    left: center.x - reach,
    right: center.x + reach,
    bottom: center.y - reach,
    top: center.y + reach,
    near: -cast.max.z - sphere.radius * 0.01,
    far: -Math.min(cast.min.z, fallen.min.z) + sphere.radius * 0.01,
  });
  camera.updateProjectionMatrix();
}

/** Places by the tangents of the angles under which a light sees them. */
function fitSpot(light: SpotLight, { sphere, casting, seen }: Extent): void {
  const { shadow } = light;
  const half = Math.min(Math.tan(light.angle), widestCone);
  shadow.focus = Math.atan(half) / light.angle;
  const toLight = viewOf(light);
  const cone = new Box3(new Vector3(-half, -half, -Infinity), new Vector3(half, half, 0));
  const cast = anglesOf(casting, toLight).intersect(cone);
  const fallen = anglesOf(seen, toLight).intersect(cone);
  const { center, side } = squareOf(cast, fallen);
  settle(light);
  const reach = (side / 2) * margin(light);
  const { camera } = shadow;
  // the camera is given the cone's own angle when it is drawn, and sees a part of that
  camera.setViewOffset(
    2,
    2,
    1 + (center.x - reach) / half,
    1 - (center.y + reach) / half,
    (2 * reach) / half,
    (2 * reach) / half,
  );
  camera.near = Math.max(-cast.max.z * 0.99, sphere.radius * 0.005);
  camera.far = Math.max(-Math.min(cast.min.z, fallen.min.z) * 1.01, camera.near * 2);
  camera.updateProjectionMatrix();
}

function fitPoint(light: PointLight, { sphere }: Extent): void {
  const { camera } = light.shadow;
  settle(light);
  const distance = light.getWorldPosition(new Vector3()).distanceTo(sphere.center);
  camera.near = Math.max((distance - sphere.radius) * 0.5, sphere.radius * 0.005);
  camera.far = distance + sphere.radius * 2.5;
  camera.updateProjectionMatrix();
}

/** Blur is asked for in texels of a map of so many. */
function settle({ shadow, userData }: Caster): void {
  const { mapSize, radius } = userData['shadow'] as Shadow;
  let [size, blur] = [mapSize, radius];
  for (; blur >= widest && size > 16; blur /= 2) size /= 2;
  shadow.mapSize.set(Math.ceil(size), Math.ceil(size));
  shadow.radius = blur;
}

/** What a kernel reaches beyond what it is to tell of. */
const margin = ({ shadow }: Caster): number => 1 + (2 * (shadow.radius + 3)) / shadow.mapSize.x;

/** Where shadows both are cast to and seen. */
function squareOf(cast: Box3, fallen: Box3): { center: Vector3; side: number } {
  const flat = ({ min, max }: Box3): Box3 => new Box3(min.clone().setZ(0), max.clone().setZ(0));
  const both = flat(cast).intersect(flat(fallen));
  const box = both.isEmpty() ? flat(cast) : both;
  const size = box.getSize(new Vector3());
  return { center: box.getCenter(new Vector3()), side: Math.max(size.x, size.y, 1e-12) };
}

function viewOf(light: DirectionalLight | SpotLight): Matrix4 {
  const [from, to] = [light, light.target].map(({ matrixWorld }) => new Vector3().setFromMatrixPosition(matrixWorld));
  const up = new Vector3(0, 1, 0);
  const view = new Matrix4().lookAt(from ?? up, to ?? up, up);
  return view.setPosition(from ?? up).invert();
}

function boundsOf(points: readonly Vector3[], toLight: Matrix4): Box3 {
  return new Box3().setFromPoints(points.map(point => point.clone().applyMatrix4(toLight)));
}

/** Of all directions where any of them is beside or behind the light. */
function anglesOf(points: readonly Vector3[], toLight: Matrix4): Box3 {
  const all = boundsOf(points, toLight);
  const least = -all.min.z * 1e-3;
  const around = points.map(point => {
    const { x, y, z } = point.clone().applyMatrix4(toLight);
    return -z > least ? new Vector3(x / -z, y / -z, z) : undefined;
  });
  const ahead = around.filter(point => point !== undefined);
  const box = new Box3().setFromPoints(ahead);
  if (ahead.length < points.length)
    for (const side of [-1, 1]) box.expandByPoint(new Vector3(side * 1e3, side * 1e3, 0));
  return box;
}

function cornersOf({ min, max }: Box3): Vector3[] {
  return [min.x, max.x].flatMap(x => [min.y, max.y].flatMap(y => [min.z, max.z].map(z => new Vector3(x, y, z))));
}
