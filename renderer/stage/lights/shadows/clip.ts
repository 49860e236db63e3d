import { type Box3, type Camera, Frustum, Matrix4, Plane, Vector3, WebGPUCoordinateSystem } from 'three/webgpu';

type Polygon = Vector3[];

/** Corners of what a camera sees of a box: of the body that both have in common. */
export function cornersSeen(box: Box3, camera: Camera): Vector3[] {
  const view = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const { planes } = new Frustum().setFromProjectionMatrix(view, WebGPUCoordinateSystem);
  const back = view.invert();
  const sight = facesOf(([x, y, z]) => new Vector3(x * 2 - 1, y * 2 - 1, z).applyMatrix4(back));
  const faces = facesOf(([x, y, z]) => new Vector3(x, y, z).multiply(box.getSize(new Vector3())).add(box.min));
  return [
    ...faces.flatMap(face => planes.reduce(clip, face)),
    ...sight.flatMap(face => planesOf(box).reduce(clip, face)),
  ];
}

/** Of a cube from 0 to 1, bent. */
function facesOf(place: (corner: [number, number, number]) => Vector3): Polygon[] {
  const around = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  return [0, 1].flatMap(side => [
    around.map(([a, b]) => place([side, a, b])),
    around.map(([a, b]) => place([a, side, b])),
    around.map(([a, b]) => place([a, b, side])),
  ]);
}

function planesOf({ min, max }: Box3): Plane[] {
  const axes = [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)];
  return axes.flatMap(axis => [new Plane(axis, -axis.dot(min)), new Plane(axis.clone().negate(), axis.dot(max))]);
}

/** What of a polygon is in front of a plane. */
function clip(polygon: Polygon, plane: Plane): Polygon {
  return polygon.flatMap((corner, at) => {
    const next = polygon[(at + 1) % polygon.length] ?? corner;
    const [here, there] = [plane.distanceToPoint(corner), plane.distanceToPoint(next)];
    const kept = here >= 0 ? [corner] : [];
    return here >= 0 === there >= 0 ? kept : [...kept, corner.clone().lerp(next, here / (here - there))];
  });
}
