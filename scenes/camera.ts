import * as z from 'zod';
import { name, partName, positive, vec3 } from './values.ts';
import { expecting } from './wording.ts';

/**
 * A camera. Framed: `orbit`, `margin` and `target` (a node's name) choose the direction, and the distance follows from what is
 * to be seen. Explicit: `position` and `target`. Or `from`, a camera in the model's file.
 */
export const camera = z
  .strictObject({
    type: z.enum(['perspective', 'orthographic']).default('perspective'),
    /** `[azimuth, elevation]` in degrees. Azimuth 0 looks at the front (+z) and grows to the right; elevation 90 looks down. */
    orbit: z
      .tuple(
        [z.number().min(-3600).max(3600), z.number().min(-90).max(90)],
        expecting('[azimuth, elevation] in degrees, such as [30, 15]'),
      )
      .optional(),
    /** Whether the whole is in the picture, or fills it and may reach beyond its longer sides. Default contain. */
    fit: z.enum(['contain', 'cover']).optional(),
    /** Share of the picture's shorter side left free at each edge. Default 0.08. */
    margin: z.number().min(0).max(0.45).optional(),
    position: vec3.optional(),
    /** A node's name to frame, or, with `position`, the point to look at. */
    target: z.union([name, vec3]).optional(),
    up: vec3.optional(),
    /** Vertical field of view in degrees. Default 30. */
    fov: z.number().min(1).max(170).optional(),
    /** Orthographic: metres from the picture's bottom to its top; what is to be seen fits where none is given. */
    height: positive.optional(),
    /** A camera in the model's file: its name, or its place among them, from 0. */
    from: z.union([name, z.int().min(0).max(65_535)]).optional(),
  })
  .superRefine((value, context) => {
    const refuse = (field: keyof typeof value, why: string) =>
      value[field] !== undefined && context.addIssue({ code: 'custom', path: [field], message: why });
    if (value.from !== undefined) {
      for (const field of ['orbit', 'fit', 'margin', 'position', 'target', 'up', 'fov', 'height'] as const)
        refuse(field, 'not together with from: that camera is taken as the file has it');
      return;
    }
    if (value.position !== undefined) {
      for (const field of ['orbit', 'fit', 'margin'] as const)
        refuse(field, 'not together with position: either frame by orbit or place by position');
      if (typeof value.target === 'string') refuse('target', 'with position, target is a point [x, y, z]');
      if (Array.isArray(value.target) && value.target.every((at, axis) => at === value.position?.[axis]))
        refuse('target', 'must differ from position, else the camera looks nowhere');
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
  });

export type Camera = z.output<typeof camera>;

/** Views by name; each frame is called after its view. */
export const views = z
  .record(partName('a view'), camera)
  .refine(given => Object.keys(given).length > 0, 'needs at least one view')
  .refine(given => Object.keys(given).length <= 64, 'at most 64 views');
