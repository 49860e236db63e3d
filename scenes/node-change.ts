import * as z from 'zod';
import { scale, turn, vec3 } from './values.ts';

export const nodeChange = z
  .strictObject({
    visible: z
      .boolean()
      .optional()
      .describe(
        'Whether the node and its descendants are seen; hidden ones are not framed either, and cast no shadow.',
      ),
    position: vec3.optional().describe('Position relative to its parent in the file, in metres.'),
    rotation: turn
      .optional()
      .describe('Rotation in degrees about x, y and z, applied in that order (Euler XYZ of three.js).'),
    scale: scale.optional().describe('Scale: one factor, or one for each axis.'),
  })
  .meta({
    id: 'NodeChange',
    description:
      'Changes of a node of the file, for this use of the file alone. What is not given stays as the file or its clip has it.',
  });

export type NodeChange = z.output<typeof nodeChange>;
