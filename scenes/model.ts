import * as z from 'zod';
import { type MaterialChange, materialChange } from './material.ts';
import { nodeChange, type NodeChange } from './node-change.ts';
import { name, nonNegative, src } from './values.ts';

const animation = z.strictObject({
  /** Name of a clip in the file; its first where none is given. */
  clip: name.optional(),
  /** Seconds from the clip's start; past its end it loops. */
  time: nonNegative.default(0),
});

/** At most so many names in `nodes` and in `materials`. */
const MOST_CHANGES = 1000;

function byName<T extends z.ZodType>(change: T) {
  return z
    .record(name, change)
    .refine(given => Object.keys(given).length <= MOST_CHANGES, `at most ${MOST_CHANGES} names`);
}

/**
 * A model's file: `"src"` alone, or with what is to be shown of it. What is changed is changed of this use alone, in this order:
 * the variant, the moment of the clip, then nodes and materials, which therefore have the last word.
 */
export const model = z.union([
  src.transform((given): Model => ({ src: given })),
  z.strictObject({
    src,
    /** What is done where files are not there that it names; it is refused where nothing is given. */
    missing: z.enum(['substitute']).optional(),
    /**
     * Name of a KHR_materials_variants variant; the file's own look where none is given. A list of names, or `*` for all that the
     * file has, makes every picture once for each.
     */
    variant: z
      .union([
        name,
        z
          .array(name)
          .min(1)
          .max(64)
          .refine(names => new Set(names).size === names.length, 'names a variant twice'),
      ])
      .optional(),
    /** A moment of a clip; the rest pose where none is given. */
    animation: animation.optional(),
    /** A scene of the file, by its name or its place from 0; the file's default where none is given. */
    scene: z.union([z.int().min(0), name]).optional(),
    /** What is changed of its nodes, by their names in the file: each that is called so. */
    nodes: byName(nodeChange).optional(),
    /** What is changed of its materials, by their names in the file. */
    materials: byName(materialChange).optional(),
  }),
]);

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
