import * as z from 'zod';
import { scale, turn, vec3 } from './values.ts';

/** What is changed of a node that a file brings, in its parent's axes; what is not given stays as the file, or its clip, has it. */
export const nodeChange = z.strictObject({
  /** Without it, neither the node nor what is below it is seen, framed, or casts a shadow. */
  visible: z.boolean().optional(),
  /** Metres. */
  position: vec3.optional(),
  /** Degrees about x, y and z, applied in that order (three.js' Euler `XYZ`). */
  rotation: turn.optional(),
  /** One factor, or one for each axis. */
  scale: scale.optional(),
});

export type NodeChange = z.output<typeof nodeChange>;
