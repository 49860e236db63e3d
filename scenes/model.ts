import * as z from 'zod';
import { type MaterialChange, materialChange } from './material.ts';
import { nodeChange, type NodeChange } from './node-change.ts';
import { name, nonNegative, src } from './values.ts';

const animation = z.strictObject({
  clip: name.optional().describe('Name of the clip. Default: the first of the file.'),
  time: nonNegative.default(0).describe('Time from the start of the clip, in seconds; past its end it loops.'),
});

/** Names in `nodes`, and as many in `materials`. */
const MAX_CHANGES = 1000;

function byName<T extends z.ZodType>(change: T) {
  return z
    .record(name, change)
    .refine(given => Object.keys(given).length <= MAX_CHANGES, `at most ${MAX_CHANGES} names`);
}

/** A model's file and what of it is shown. Its changes apply in this order: variant, animation, then nodes and materials. */
export const model = z
  .union([
    src.transform((given): Model => ({ src: given })),
    z.strictObject({
      src: src.describe('Address of the file.'),
      missing: z
        .enum(['substitute'])
        .optional()
        .describe(
          'Handling of files that the model names and that are not there: material libraries and images. substitute: the default material or the material’s colour takes their place, and a warning names each. Default: the model is refused, and the problem names the file.',
        ),
      variant: z
        .union([
          name,
          z
            .array(name)
            .min(1)
            .max(64)
            .refine(names => new Set(names).size === names.length, 'has a variant twice'),
        ])
        .optional()
        .describe(
          'Name of a material variant (KHR_materials_variants). A list of names, or * for all that the file has, makes every picture once for each, called view.variant; one model of a scene may have such a list. Default: the look that the file has.',
        ),
      animation: animation.optional().describe('Moment of an animation clip. Default: the rest pose.'),
      scene: z
        .union([z.int().min(0), name])
        .optional()
        .describe('Scene of a glTF file, by its name or its index from 0. Default: the file’s default scene.'),
      nodes: byName(nodeChange)
        .optional()
        .describe(
          'Changes of nodes by their names in the file; of every node that has the name. They come after the animation, so they win.',
        ),
      materials: byName(materialChange)
        .optional()
        .describe('Changes of materials by their names in the file. They come after the variant, so they win.'),
    }),
  ])
  .meta({
    id: 'Model',
    description: 'Model file, glTF or any other format that is read: its src alone, or with what is to be shown of it.',
  });

export type ModelAnimation = z.output<typeof animation>;
export interface Model {
  src: string;
  missing?: 'substitute' | undefined;
  variant?: string | string[] | undefined;
  animation?: ModelAnimation | undefined;
  scene?: number | string | undefined;
  nodes?: Record<string, NodeChange> | undefined;
  materials?: Record<string, MaterialChange> | undefined;
}
