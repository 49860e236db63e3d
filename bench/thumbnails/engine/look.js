import { Box3, Vector3 } from 'three';

const azimuth = Math.PI / 6;
const elevation = Math.PI / 12;
const margin = 0.08;

/** Looks at a model as Darkroom does by default: from its right and a little above, as near as its vertices allow. */
export function look(camera, model) {
  const points = pointsOf(model);
  const box = new Box3().setFromPoints(points);
  const centre = box.getCenter(new Vector3());
  const back = new Vector3().setFromSphericalCoords(1, Math.PI / 2 - elevation, azimuth);
  const right = new Vector3(0, 1, 0).cross(back).normalize();
  const up = new Vector3().crossVectors(back, right);
  const slope = Math.tan((camera.fov * Math.PI) / 360) * (1 - 2 * margin);
  const distance = points.reduce((most, point) => {
    const from = point.sub(centre);
    return Math.max(most, Math.max(Math.abs(from.dot(right)), Math.abs(from.dot(up))) / slope + from.dot(back));
  }, 0);
  camera.position.copy(centre).addScaledVector(back, distance);
  camera.near = distance / 100;
  camera.far = distance * 10;
  camera.lookAt(centre);
  camera.updateProjectionMatrix();
}

/** Every vertex where its bones and morphs have it. */
function pointsOf(model) {
  const points = [];
  model.updateMatrixWorld(true);
  model.traverse(mesh => {
    if (!mesh.isMesh) return;
    const { count } = mesh.geometry.getAttribute('position');
    for (let index = 0; index < count; index++)
      points.push(mesh.getVertexPosition(index, new Vector3()).applyMatrix4(mesh.matrixWorld));
  });
  return points;
}
