import * as z from 'zod';
import { geometry } from './geometry.ts';
import { light } from './light.ts';
import { material } from './material.ts';
import { model } from './model.ts';
import { name, scale, turn, vec3 } from './values.ts';

/** A thing in the scene: a mesh (`geometry`), a `light`, a `model`, or a group of `children`. */
export const node = z
  .strictObject({
    name: name.optional(),
    position: vec3.default([0, 0, 0]),
    /** Degrees about x, y and z, applied in that order (three.js' Euler `XYZ`). */
    rotation: turn.default([0, 0, 0]),
    /** One factor, or one for each axis. */
    scale: scale.default([1, 1, 1]),
    visible: z.boolean().default(true),
    castShadow: z.boolean().default(true),
    receiveShadow: z.boolean().default(true),
    geometry: geometry.optional(),
    material: material.optional(),
    light: light.optional(),
    model: model.optional(),
    get children() {
      return z.array(node).max(1000).optional();
    },
  })
  .superRefine((value, context) => {
    const kinds = (['geometry', 'light', 'model'] as const).filter(kind => value[kind] !== undefined);
    if (kinds.length > 1)
      context.addIssue({
        code: 'custom',
        path: [kinds[1] ?? ''],
        message: `a node has one of geometry, light or model, not ${kinds.join(' and ')}`,
      });
    if (value.material && !value.geometry)
      context.addIssue({ code: 'custom', path: ['material'], message: 'a material needs a geometry beside it' });
  });

export type Node = z.output<typeof node>;
