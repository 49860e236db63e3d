import * as z from 'zod';
import { name, partName, positive, vec3 } from './values.ts';
import { expecting } from './wording.ts';

/** A camera in one of three forms: framed (by `orbit`), explicit (by `position`), or `from` the model's file. */
export const camera = z
  .strictObject({
    type: z
      .enum(['perspective', 'orthographic'])
      .default('perspective')
      .describe('Projection. An orthographic camera has a height in place of fov.'),
    orbit: z
      .tuple(
        [z.number().min(-3600).max(3600), z.number().min(-90).max(90)],
        expecting('[azimuth, elevation] in degrees, such as [30, 15]'),
      )
      .optional()
      .meta({
        description:
          'Direction of a framed camera: [azimuth, elevation] in degrees. Azimuth 0 looks at the front (+z) and grows to the right; elevation 90 looks straight down. Default [30, 15].',
        examples: [[30, 15]],
      }),
    fit: z
      .enum(['contain', 'cover'])
      .optional()
      .describe(
        'Framing. contain: the whole scene is in the picture; cover: the scene fills the picture, and its longer side is cut off at the edges. Default contain.',
      ),
    margin: z
      .number()
      .min(0)
      .max(0.45)
      .optional()
      .describe('Free space at each edge of a framed picture, as a share of its shorter side. Default 0.08.'),
    position: vec3.optional().describe('Position of an explicit camera, in metres.'),
    target: z
      .union([name, vec3])
      .optional()
      .describe(
        'Target. Framed: name of the node to frame, by default the whole scene. With position: point to look at, by default the origin.',
      ),
    up: vec3.optional().describe('Up direction of the picture, with position. Default [0, 1, 0].'),
    fov: z
      .number()
      .min(1)
      .max(170)
      .optional()
      .describe('Vertical field of view of a perspective camera, in degrees. Default 30.'),
    height: positive
      .optional()
      .describe(
        'Height of the picture of an orthographic camera, in metres; needed with position. Default: the scene fits.',
      ),
    from: z
      .union([name, z.int().min(0).max(65_535)])
      .optional()
      .describe(
        'Camera of the model’s file, by its name or its index from 0. It is used as it is: no other field but type goes with it.',
      ),
  })
  .superRefine((value, context) => {
    const refuse = (field: keyof typeof value, why: string) =>
      value[field] !== undefined && context.addIssue({ code: 'custom', path: [field], message: why });
    if (value.from !== undefined) {
      for (const field of ['orbit', 'fit', 'margin', 'position', 'target', 'up', 'fov', 'height'] as const)
        refuse(field, 'not together with from: the camera of the file is used as it is');
      return;
    }
    if (value.position !== undefined) {
      for (const field of ['orbit', 'fit', 'margin'] as const)
        refuse(field, 'not together with position: use either orbit, for framing, or position');
      if (typeof value.target === 'string') refuse('target', 'with position, target is a point [x, y, z]');
      if (Array.isArray(value.target) && value.target.every((at, axis) => at === value.position?.[axis]))
        refuse('target', 'must differ from position: the camera needs a direction');
      if (value.type === 'orthographic' && value.height === undefined)
        context.addIssue({
          code: 'custom',
          path: ['height'],
          message: 'an orthographic camera with a position needs a height in metres',
        });
    } else {
      refuse('up', 'needs position');
      if (Array.isArray(value.target))
        refuse('target', 'a point needs position; without it, target is the name of a node to frame');
    }
    if (value.up?.every(axis => axis === 0)) refuse('up', 'must not be [0, 0, 0]');
    if (value.type === 'orthographic') refuse('fov', 'an orthographic camera has a height, no fov');
    else refuse('height', 'needs "type": "orthographic"');
  })
  .meta({
    id: 'Camera',
    description:
      'Camera in one of three forms. Framed: orbit, fit, margin and target choose direction and crop, and the distance follows from the scene. Explicit: position and target. Or from: a camera of the model’s file.',
  });

export type Camera = z.output<typeof camera>;

/** Views by name; each frame is called after its view. */
export const views = z
  .record(partName('a view'), camera)
  .refine(given => Object.keys(given).length > 0, 'needs at least one view')
  .refine(given => Object.keys(given).length <= 64, 'at most 64 views')
  .meta({
    id: 'Views',
    description:
      'Cameras by name, 1 to 64 of them. A name has 1–64 of A–Z a–z 0–9 _ - and begins with a letter or digit.',
  });
