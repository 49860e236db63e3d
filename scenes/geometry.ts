import * as z from 'zod';
import { angle, nonNegative, positive, vec2, vec3 } from './values.ts';
import { expecting } from './wording.ts';

const segments = (initial: number, least = 1) => z.int().min(least).max(512).default(initial);
const start = angle.default(0);
const sweep = z.number().gt(0).max(360).default(360);
const detail = z.int().min(0).max(6).default(0);
const radius = positive.default(1);
const outline = z.array(vec2).min(3).max(4096);
const numbers = z.array(z.number()).max(1_000_000);

/** Kinds of geometry: three.js' own, by their names, parameters and defaults. Lengths in metres, angles in degrees. */
const kinds = {
  box: z.strictObject({
    type: z.literal('box'),
    size: z
      .tuple([positive, positive, positive], expecting('[width, height, depth] in metres, such as [1, 2, 1]'))
      .default([1, 1, 1]),
    /** Radius of rounded edges; 0 keeps them sharp. */
    radius: nonNegative.default(0),
    segments: segments(1),
  }),
  plane: z.strictObject({
    type: z.literal('plane'),
    size: z.tuple([positive, positive], expecting('[width, height] in metres, such as [1, 2]')).default([1, 1]),
    segments: segments(1),
  }),
  circle: z.strictObject({
    type: z.literal('circle'),
    radius,
    segments: segments(64, 3),
    thetaStart: start,
    thetaLength: sweep,
  }),
  ring: z.strictObject({
    type: z.literal('ring'),
    innerRadius: nonNegative.default(0.5),
    outerRadius: positive.default(1),
    segments: segments(64, 3),
    thetaStart: start,
    thetaLength: sweep,
  }),
  sphere: z.strictObject({
    type: z.literal('sphere'),
    radius,
    widthSegments: segments(64, 3),
    heightSegments: segments(32, 2),
    phiStart: start,
    phiLength: sweep,
    thetaStart: start,
    thetaLength: z.number().gt(0).max(180).default(180),
  }),
  capsule: z.strictObject({
    type: z.literal('capsule'),
    radius,
    height: nonNegative.default(1),
    capSegments: segments(16),
    radialSegments: segments(48, 3),
  }),
  cylinder: z.strictObject({
    type: z.literal('cylinder'),
    radiusTop: nonNegative.default(1),
    radiusBottom: nonNegative.default(1),
    height: positive.default(1),
    radialSegments: segments(64, 3),
    heightSegments: segments(1),
    openEnded: z.boolean().default(false),
    thetaStart: start,
    thetaLength: sweep,
  }),
  cone: z.strictObject({
    type: z.literal('cone'),
    radius,
    height: positive.default(1),
    radialSegments: segments(64, 3),
    heightSegments: segments(1),
    openEnded: z.boolean().default(false),
    thetaStart: start,
    thetaLength: sweep,
  }),
  torus: z.strictObject({
    type: z.literal('torus'),
    radius,
    tube: positive.default(0.4),
    radialSegments: segments(32, 3),
    tubularSegments: segments(96, 3),
    arc: sweep,
  }),
  torusKnot: z.strictObject({
    type: z.literal('torusKnot'),
    radius,
    tube: positive.default(0.4),
    tubularSegments: segments(200, 3),
    radialSegments: segments(32, 3),
    p: z.int().min(1).max(32).default(2),
    q: z.int().min(1).max(32).default(3),
  }),
  tetrahedron: z.strictObject({ type: z.literal('tetrahedron'), radius, detail }),
  octahedron: z.strictObject({ type: z.literal('octahedron'), radius, detail }),
  dodecahedron: z.strictObject({ type: z.literal('dodecahedron'), radius, detail }),
  icosahedron: z.strictObject({ type: z.literal('icosahedron'), radius, detail }),
  polyhedron: z.strictObject({
    type: z.literal('polyhedron'),
    vertices: z.array(vec3).min(4).max(4096),
    /** Triangles as indices into `vertices`. */
    faces: z
      .array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)], expecting('three indices, such as [0, 1, 2]')))
      .min(4)
      .max(8192),
    radius,
    detail,
  }),
  /** A profile turned around the y axis. */
  lathe: z.strictObject({
    type: z.literal('lathe'),
    points: z.array(vec2).min(2).max(4096),
    segments: segments(64, 3),
    phiStart: start,
    phiLength: sweep,
  }),
  /** A flat outline with holes. */
  shape: z.strictObject({ type: z.literal('shape'), points: outline, holes: z.array(outline).max(256).default([]) }),
  extrude: z.strictObject({
    type: z.literal('extrude'),
    points: outline,
    holes: z.array(outline).max(256).default([]),
    depth: positive.default(1),
    bevelSize: nonNegative.default(0),
    bevelSegments: segments(3),
  }),
  /** A round tube along a smooth curve through `path`. */
  tube: z.strictObject({
    type: z.literal('tube'),
    path: z.array(vec3).min(2).max(4096),
    radius,
    closed: z.boolean().default(false),
    tubularSegments: z.int().min(1).max(4096).default(128),
    radialSegments: segments(24, 3),
  }),
  /** Triangles given outright; normals are computed where they are not given. */
  buffer: z
    .strictObject({
      type: z.literal('buffer'),
      position: numbers.min(9),
      normal: numbers.optional(),
      uv: numbers.optional(),
      color: numbers.optional(),
      index: z.array(z.int().min(0)).min(3).max(3_000_000).optional(),
    })
    .superRefine((buffer, context) => {
      const count = buffer.position.length / 3;
      const lengths = { position: count * 3, normal: count * 3, uv: count * 2, color: count * 3 };
      for (const [field, length] of Object.entries(lengths)) {
        const given = buffer[field as keyof typeof lengths]?.length ?? length;
        if (!Number.isInteger(count) || given !== length)
          context.addIssue({
            code: 'custom',
            path: [field],
            message: `expected ${Math.ceil(length)} numbers, got ${given}`,
          });
      }
      const beyond = buffer.index?.findIndex(index => index >= count) ?? -1;
      if (beyond >= 0)
        context.addIssue({
          code: 'custom',
          path: ['index', beyond],
          message: `expected an index below ${count}, the number of vertices`,
        });
    }),
} as const;

export const geometry = z.discriminatedUnion('type', [
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
]);

export type Geometry = z.output<typeof geometry>;
