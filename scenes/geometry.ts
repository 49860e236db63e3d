import * as z from 'zod';
import { bufferGeometry } from './buffer-geometry.ts';
import { angle, nonNegative, positive, vec2, vec3 } from './values.ts';
import { expecting } from './wording.ts';

const kind = <T extends string>(type: T) => z.literal(type).describe('Kind of geometry.');
const segments = (initial: number, least = 1) => z.int().min(least).max(512).default(initial);
const outlineSegments = (initial: number) => segments(initial, 3).describe('Segments of the round outline.');
const axisSegments = (initial: number) => segments(initial, 3).describe('Segments around the axis.');
const sectionSegments = (initial: number) => segments(initial, 3).describe('Segments around the cross-section.');
const tubularSegments = (initial: number) => segments(initial, 3).describe('Segments along the tube.');
const heightSegments = segments(1).describe('Segments from bottom to top.');
const start = angle.default(0);
const sweep = z.number().gt(0).max(360).default(360);
const thetaStart = start.describe('Angle at which it begins, in degrees.');
const thetaLength = sweep.describe('Angle that it covers, in degrees.');
const phiStart = start.describe('Angle around the y axis at which it begins, in degrees.');
const phiLength = sweep.describe('Angle around the y axis that it covers, in degrees.');
const unit = positive.default(1);
const radius = unit.describe('Radius, in metres.');
const height = unit.describe('Height, in metres.');
const tube = positive.default(0.4).describe('Radius of the tube, in metres.');
const detail = z
  .int()
  .min(0)
  .max(6)
  .default(0)
  .describe('Subdivisions of each face; from 1 on the solid becomes rounder.');
const openEnded = z.boolean().default(false).describe('Whether bottom and top are left out.');
const outline = z.array(vec2).min(3).max(4096);
const points = outline.describe('Corners of the outline, [x, y], in metres.');
const holes = z.array(outline).max(256).default([]).describe('Outlines that are cut out.');

const solid = <T extends string>(type: T, id: string, description: string) =>
  z.strictObject({ type: kind(type), radius, detail }).meta({ id, description });

/** Kinds of geometry: three.js' own, by their names, parameters and defaults. Lengths in metres, angles in degrees. */
const kinds = {
  box: z
    .strictObject({
      type: kind('box'),
      size: z
        .tuple([positive, positive, positive], expecting('[width, height, depth] in metres, such as [1, 2, 1]'))
        .default([1, 1, 1])
        .describe('Size along x, y and z, in metres.'),
      radius: nonNegative.default(0).describe('Radius of rounded edges, in metres; 0 keeps them sharp.'),
      segments: segments(1).describe('Segments along each side.'),
    })
    .meta({ id: 'BoxGeometry', description: 'Box centred on its node.' }),
  plane: z
    .strictObject({
      type: kind('plane'),
      size: z
        .tuple([positive, positive], expecting('[width, height] in metres, such as [1, 2]'))
        .default([1, 1])
        .describe('Size along x and y, in metres.'),
      segments: segments(1).describe('Segments along each side.'),
    })
    .meta({ id: 'PlaneGeometry', description: 'Flat rectangle that faces +z.' }),
  circle: z
    .strictObject({ type: kind('circle'), radius, segments: outlineSegments(64), thetaStart, thetaLength })
    .meta({ id: 'CircleGeometry', description: 'Flat disc that faces +z.' }),
  ring: z
    .strictObject({
      type: kind('ring'),
      innerRadius: nonNegative.default(0.5).describe('Radius of the hole, in metres.'),
      outerRadius: unit.describe('Radius of the outer edge, in metres.'),
      segments: outlineSegments(64),
      thetaStart,
      thetaLength,
    })
    .meta({ id: 'RingGeometry', description: 'Flat ring that faces +z.' }),
  sphere: z
    .strictObject({
      type: kind('sphere'),
      radius,
      widthSegments: segments(64, 3).describe('Segments around the y axis.'),
      heightSegments: segments(32, 2).describe('Segments from bottom to top.'),
      phiStart,
      phiLength,
      thetaStart: start.describe('Angle from the top at which it begins, in degrees.'),
      thetaLength: z.number().gt(0).max(180).default(180).describe('Angle downwards that it covers, in degrees.'),
    })
    .meta({ id: 'SphereGeometry', description: 'Sphere, or a part of one.' }),
  capsule: z
    .strictObject({
      type: kind('capsule'),
      radius,
      height: nonNegative.default(1).describe('Height of the straight part, in metres.'),
      capSegments: segments(16).describe('Segments of each round end.'),
      radialSegments: axisSegments(48),
    })
    .meta({ id: 'CapsuleGeometry', description: 'Cylinder with round ends.' }),
  cylinder: z
    .strictObject({
      type: kind('cylinder'),
      radiusTop: nonNegative.default(1).describe('Radius of the top, in metres.'),
      radiusBottom: nonNegative.default(1).describe('Radius of the bottom, in metres.'),
      height,
      radialSegments: axisSegments(64),
      heightSegments,
      openEnded,
      thetaStart,
      thetaLength,
    })
    .meta({ id: 'CylinderGeometry', description: 'Cylinder, or a truncated cone.' }),
  cone: z
    .strictObject({
      type: kind('cone'),
      radius: unit.describe('Radius of the bottom, in metres.'),
      height,
      radialSegments: axisSegments(64),
      heightSegments,
      openEnded: z.boolean().default(false).describe('Whether the bottom is left out.'),
      thetaStart,
      thetaLength,
    })
    .meta({ id: 'ConeGeometry', description: 'Cone that points up.' }),
  torus: z
    .strictObject({
      type: kind('torus'),
      radius: unit.describe('Radius from the centre to the middle of the tube, in metres.'),
      tube,
      radialSegments: sectionSegments(32),
      tubularSegments: tubularSegments(96),
      arc: sweep.describe('Angle that it covers, in degrees.'),
    })
    .meta({ id: 'TorusGeometry', description: 'Ring with a round cross-section.' }),
  torusKnot: z
    .strictObject({
      type: kind('torusKnot'),
      radius: unit.describe('Radius of the torus, in metres.'),
      tube,
      tubularSegments: tubularSegments(200),
      radialSegments: sectionSegments(32),
      p: z.int().min(1).max(32).default(2).describe('Windings around the axis.'),
      q: z.int().min(1).max(32).default(3).describe('Windings around the circle of the torus.'),
    })
    .meta({ id: 'TorusKnotGeometry', description: 'Tube that winds around a torus.' }),
  tetrahedron: solid('tetrahedron', 'TetrahedronGeometry', 'Regular solid of 4 triangles.'),
  octahedron: solid('octahedron', 'OctahedronGeometry', 'Regular solid of 8 triangles.'),
  dodecahedron: solid('dodecahedron', 'DodecahedronGeometry', 'Regular solid of 12 pentagons.'),
  icosahedron: solid('icosahedron', 'IcosahedronGeometry', 'Regular solid of 20 triangles.'),
  polyhedron: z
    .strictObject({
      type: kind('polyhedron'),
      vertices: z.array(vec3).min(4).max(4096).describe('Corners, [x, y, z].'),
      faces: z
        .array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)], expecting('three indices, such as [0, 1, 2]')))
        .min(4)
        .max(8192)
        .describe('Triangles as indices into vertices, counter-clockwise from outside.'),
      radius: unit.describe('Radius of the sphere, in metres.'),
      detail,
    })
    .meta({ id: 'PolyhedronGeometry', description: 'Solid of given corners, which are moved out to a sphere.' }),
  lathe: z
    .strictObject({
      type: kind('lathe'),
      points: z.array(vec2).min(2).max(4096).describe('Profile, [distance from the axis, height], in metres.'),
      segments: outlineSegments(64),
      phiStart,
      phiLength,
    })
    .meta({ id: 'LatheGeometry', description: 'Profile turned around the y axis.' }),
  shape: z
    .strictObject({ type: kind('shape'), points, holes })
    .meta({ id: 'ShapeGeometry', description: 'Flat outline with holes, which faces +z.' }),
  extrude: z
    .strictObject({
      type: kind('extrude'),
      points,
      holes,
      depth: unit.describe('Thickness along z, in metres.'),
      bevelSize: nonNegative.default(0).describe('Size of rounded edges, in metres; 0 keeps them sharp.'),
      bevelSegments: segments(3).describe('Segments of a rounded edge.'),
    })
    .meta({ id: 'ExtrudeGeometry', description: 'Outline with holes, extruded along z.' }),
  tube: z
    .strictObject({
      type: kind('tube'),
      path: z.array(vec3).min(2).max(4096).describe('Points that the curve goes through.'),
      radius: unit.describe('Radius of the tube, in metres.'),
      closed: z.boolean().default(false).describe('Whether the end meets the beginning.'),
      tubularSegments: z.int().min(1).max(4096).default(128).describe('Segments along the tube.'),
      radialSegments: sectionSegments(24),
    })
    .meta({ id: 'TubeGeometry', description: 'Round tube along a smooth curve.' }),
  buffer: bufferGeometry,
} as const;

export const geometry = z
  .discriminatedUnion('type', [
    kinds.box,
    kinds.plane,
    kinds.circle,
    kinds.ring,
    kinds.sphere,
    kinds.capsule,
    kinds.cylinder,
    kinds.cone,
    kinds.torus,
    kinds.torusKnot,
    kinds.tetrahedron,
    kinds.octahedron,
    kinds.dodecahedron,
    kinds.icosahedron,
    kinds.polyhedron,
    kinds.lathe,
    kinds.shape,
    kinds.extrude,
    kinds.tube,
    kinds.buffer,
  ])
  .meta({
    id: 'Geometry',
    description:
      'Geometry of a mesh: three.js’ own geometries, by their names, parameters and defaults. Lengths in metres, angles in degrees.',
  });

export type Geometry = z.output<typeof geometry>;
