import {
  BoxGeometry,
  BufferGeometry,
  CapsuleGeometry,
  CatmullRomCurve3,
  CircleGeometry,
  ConeGeometry,
  CylinderGeometry,
  DodecahedronGeometry,
  ExtrudeGeometry,
  Float32BufferAttribute,
  IcosahedronGeometry,
  LatheGeometry,
  MathUtils,
  OctahedronGeometry,
  Path,
  PlaneGeometry,
  PolyhedronGeometry,
  RingGeometry,
  Shape,
  ShapeGeometry,
  SphereGeometry,
  TetrahedronGeometry,
  TorusGeometry,
  TorusKnotGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three/webgpu';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import type { Geometry } from '../../../scenes/geometry.ts';
import type { Vec2, Vec3 } from '../../../scenes/values.ts';

type Kind = Geometry['type'];
type Builders = { [K in Kind]: (asked: Extract<Geometry, { type: K }>) => BufferGeometry };

const radians = MathUtils.degToRad;
const flat = (points: Vec2[]) => points.map(([x, y]) => new Vector2(x, y));
const deep = (points: Vec3[]) => points.map(([x, y, z]) => new Vector3(x, y, z));

/** One row per kind of geometry. */
const builders: Builders = {
  box: ({ size: [x, y, z], radius, segments }) =>
    radius > 0
      ? new RoundedBoxGeometry(x, y, z, Math.max(segments, 4), Math.min(radius, x / 2, y / 2, z / 2))
      : new BoxGeometry(x, y, z, segments, segments, segments),
  plane: ({ size: [x, y], segments }) => new PlaneGeometry(x, y, segments, segments),
  circle: ({ radius, segments, thetaStart, thetaLength }) =>
    new CircleGeometry(radius, segments, radians(thetaStart), radians(thetaLength)),
  ring: ({ innerRadius, outerRadius, segments, thetaStart, thetaLength }) =>
    new RingGeometry(innerRadius, outerRadius, segments, 1, radians(thetaStart), radians(thetaLength)),
  sphere: ({ radius, widthSegments, heightSegments, phiStart, phiLength, thetaStart, thetaLength }) =>
    new SphereGeometry(
      radius,
      widthSegments,
      heightSegments,
      radians(phiStart),
      radians(phiLength),
      radians(thetaStart),
      radians(thetaLength),
    ),
  capsule: ({ radius, height, capSegments, radialSegments }) =>
    new CapsuleGeometry(radius, height, capSegments, radialSegments),
  cylinder: ({ radiusTop, radiusBottom, height, radialSegments, heightSegments, openEnded, thetaStart, thetaLength }) =>
    new CylinderGeometry(
      radiusTop,
      radiusBottom,
      height,
      radialSegments,
      heightSegments,
      openEnded,
      radians(thetaStart),
      radians(thetaLength),
    ),
  cone: ({ radius, height, radialSegments, heightSegments, openEnded, thetaStart, thetaLength }) =>
    new ConeGeometry(
      radius,
      height,
      radialSegments,
      heightSegments,
      openEnded,
      radians(thetaStart),
      radians(thetaLength),
    ),
  torus: ({ radius, tube, radialSegments, tubularSegments, arc }) =>
    new TorusGeometry(radius, tube, radialSegments, tubularSegments, radians(arc)),
  torusKnot: ({ radius, tube, tubularSegments, radialSegments, p, q }) =>
    new TorusKnotGeometry(radius, tube, tubularSegments, radialSegments, p, q),
  tetrahedron: ({ radius, detail }) => new TetrahedronGeometry(radius, detail),
  octahedron: ({ radius, detail }) => new OctahedronGeometry(radius, detail),
  dodecahedron: ({ radius, detail }) => new DodecahedronGeometry(radius, detail),
  icosahedron: ({ radius, detail }) => new IcosahedronGeometry(radius, detail),
  polyhedron: ({ vertices, faces, radius, detail }) =>
    new PolyhedronGeometry(vertices.flat(), faces.flat(), radius, detail),
  lathe: ({ points, segments, phiStart, phiLength }) =>
    new LatheGeometry(flat(points), segments, radians(phiStart), radians(phiLength)),
  shape: ({ points, holes }) => new ShapeGeometry(outline(points, holes)),
  extrude: ({ points, holes, depth, bevelSize, bevelSegments }) =>
    new ExtrudeGeometry(outline(points, holes), {
      depth,
      bevelEnabled: bevelSize > 0,
      bevelSize,
      bevelThickness: bevelSize,
      bevelSegments,
    }),
  tube: ({ path, radius, closed, tubularSegments, radialSegments }) =>
    new TubeGeometry(new CatmullRomCurve3(deep(path), closed), tubularSegments, radius, radialSegments, closed),
  buffer: ({ position, normal, uv, color, index }) => {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new Float32BufferAttribute(position, 3));
    if (uv) geometry.setAttribute('uv', new Float32BufferAttribute(uv, 2));
    if (color) geometry.setAttribute('color', new Float32BufferAttribute(color, 3));
    if (index) geometry.setIndex(index);
    if (normal) geometry.setAttribute('normal', new Float32BufferAttribute(normal, 3));
    else geometry.computeVertexNormals();
    return geometry;
  },
};

export function buildGeometry(asked: Geometry): BufferGeometry {
  const build = builders[asked.type] as (asked: Geometry) => BufferGeometry;
  return build(asked);
}

function outline(points: Vec2[], holes: Vec2[][]): Shape {
  const shape = new Shape(flat(points));
  shape.holes = holes.map(hole => new Path(flat(hole)));
  return shape;
}
