import type { Words } from './words.ts';

/** Fields that mean the same in several kinds. */
const fields = {
  type: 'Which geometry it is.',
  radius: 'Metres.',
  height: 'Metres.',
  segments: 'Pieces that a round outline is cut into.',
  widthSegments: 'Pieces around.',
  heightSegments: 'Pieces from bottom to top.',
  radialSegments: 'Pieces around the section.',
  tubularSegments: 'Pieces along the tube.',
  capSegments: 'Pieces of each round end.',
  bevelSegments: 'Pieces of a rounded edge.',
  openEnded: 'Whether bottom and top are left out.',
  thetaStart: 'Degrees at which it begins.',
  thetaLength: 'Degrees that it covers.',
  phiStart: 'Degrees around the y axis at which it begins.',
  phiLength: 'Degrees around the y axis that it covers.',
  tube: 'Radius of the tube, in metres.',
  detail: 'How often each face is divided; from 1 on it becomes rounder.',
  points: 'Corners of the outline, [x, y].',
  holes: 'Outlines that are cut out.',
} as const;

type Field = keyof typeof fields;

function kind(is: string, shared: Field[], own: Record<string, string> = {}): Words {
  const common = ['type' as const, ...shared].map(name => [name, fields[name]]);
  return { is, fields: { ...Object.fromEntries(common), ...own } };
}

const solid = (faces: number, shape: string) => kind(`${faces} ${shape}.`, ['radius', 'detail']);

export const geometryWords: Readonly<Record<string, Words>> = {
  Geometry: {
    is: 'The shape of a mesh: three.js’ own geometries, by their names, parameters and defaults. Lengths in metres, angles in degrees.',
  },
  BoxGeometry: kind('A box around its node’s place.', [], {
    size: 'Along x, y and z.',
    radius: 'Of rounded edges; 0 keeps them sharp.',
    segments: 'Pieces along each side.',
  }),
  PlaneGeometry: kind('A flat rectangle that looks to +z.', [], {
    size: 'Along x and y.',
    segments: 'Pieces along each side.',
  }),
  CircleGeometry: kind('A flat disc that looks to +z.', ['radius', 'segments', 'thetaStart', 'thetaLength']),
  RingGeometry: kind('A flat ring that looks to +z.', ['segments', 'thetaStart', 'thetaLength'], {
    innerRadius: 'Of the hole, in metres.',
    outerRadius: 'Metres.',
  }),
  SphereGeometry: kind(
    'A sphere, or a part of one.',
    ['radius', 'widthSegments', 'heightSegments', 'phiStart', 'phiLength'],
    { thetaStart: 'Degrees from the top at which it begins.', thetaLength: 'Degrees downwards that it covers.' },
  ),
  CapsuleGeometry: kind('A cylinder with round ends.', ['radius', 'capSegments', 'radialSegments'], {
    height: 'Of the straight part, in metres.',
  }),
  CylinderGeometry: kind(
    'A cylinder, or a cone that is cut off.',
    ['height', 'radialSegments', 'heightSegments', 'openEnded', 'thetaStart', 'thetaLength'],
    { radiusTop: 'Metres.', radiusBottom: 'Metres.' },
  ),
  ConeGeometry: kind('A cone that points up.', [
    'radius',
    'height',
    'radialSegments',
    'heightSegments',
    'openEnded',
    'thetaStart',
    'thetaLength',
  ]),
  TorusGeometry: kind('A ring with a round section.', ['tube', 'radialSegments', 'tubularSegments'], {
    radius: 'From the centre to the middle of the tube, in metres.',
    arc: 'Degrees that it covers.',
  }),
  TorusKnotGeometry: kind('A tube that winds around a torus.', ['tube', 'tubularSegments', 'radialSegments'], {
    radius: 'Of the torus, in metres.',
    p: 'How often it winds around the axis.',
    q: 'How often it winds around the torus’ circle.',
  }),
  TetrahedronGeometry: solid(4, 'triangles'),
  OctahedronGeometry: solid(8, 'triangles'),
  DodecahedronGeometry: solid(12, 'pentagons'),
  IcosahedronGeometry: solid(20, 'triangles'),
  PolyhedronGeometry: kind('A solid given by its corners, which are moved out to a sphere.', ['detail'], {
    vertices: 'Its corners.',
    faces: 'Triangles as indices into vertices, counter-clockwise from outside.',
    radius: 'Of the sphere, in metres.',
  }),
  LatheGeometry: kind('A profile turned around the y axis.', ['segments', 'phiStart', 'phiLength'], {
    points: 'The profile, [distance from the axis, height].',
  }),
  ShapeGeometry: kind('A flat outline with holes, which looks to +z.', ['points', 'holes']),
  ExtrudeGeometry: kind('An outline with holes, made thick along z.', ['points', 'holes', 'bevelSegments'], {
    depth: 'Thickness, in metres.',
    bevelSize: 'Of rounded edges, in metres; 0 keeps them sharp.',
  }),
  TubeGeometry: kind('A round tube along a smooth curve.', ['tubularSegments', 'radialSegments'], {
    path: 'Points that the curve goes through.',
    radius: 'Of the tube, in metres.',
    closed: 'Whether the end meets the beginning.',
  }),
  BufferGeometry: kind('Triangles given outright.', [], {
    position: 'x, y, z of each vertex in turn.',
    normal: 'x, y, z for each vertex; computed where they are not given.',
    uv: 'u, v for each vertex.',
    color: 'r, g, b for each vertex, 0–1; shown where the material has vertexColors.',
    index: 'Triangles as numbers of vertices; each three vertices in turn where it is not given.',
  }),
};
