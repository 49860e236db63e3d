import * as z from 'zod';
import { geometry } from './geometry.ts';
import { light } from './light.ts';
import { material } from './material.ts';
import { model } from './model.ts';
import { name, scale, turn, vec3 } from './values.ts';

export const node = z
  .strictObject({
    name: name.optional().describe('Name by which a camera may target it.'),
    position: vec3.default([0, 0, 0]).describe('Position relative to its parent node, in metres.'),
    rotation: turn
      .default([0, 0, 0])
      .describe('Rotation in degrees about x, y and z, applied in that order (Euler XYZ of three.js).'),
    scale: scale.default([1, 1, 1]).describe('Scale: one factor, or one for each axis.'),
    visible: z.boolean().default(true).describe('Whether the node and its children are seen.'),
    castShadow: z.boolean().default(true).describe('Whether its meshes cast shadows.'),
    receiveShadow: z.boolean().default(true).describe('Whether shadows fall on its meshes.'),
    geometry: geometry.optional().describe('Geometry of a mesh.'),
    material: material.optional().describe('Material of the geometry. Default: white, half rough.'),
    light: light.optional().describe('Light at this node.'),
    model: model.optional().describe('Model at this node.'),
    get children() {
      return z.array(node).max(1000).optional().describe('Child nodes, which move, turn and scale with it.');
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
  })
  .meta({
    id: 'Node',
    description: 'Part of the scene: a mesh (geometry and material), a light, a model, or a group of children.',
  });

export type Node = z.output<typeof node>;
