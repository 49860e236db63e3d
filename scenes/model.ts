import { z } from 'zod';
import { name, nonNegative, src } from './values.ts';

const animation = z.strictObject({
  /** Name of a clip in the file; its first where none is given. */
  clip: name.optional(),
  /** Seconds from the clip's start; past its end it loops. */
  time: nonNegative.default(0),
});

/** A glTF or GLB file: `"src"` alone, or with what is to be shown of it. */
export const model = z.union([
  src.transform(given => ({ src: given })),
  z.strictObject({
    src,
    /** Name of a KHR_materials_variants variant; the file's own look where none is given. */
    variant: name.optional(),
    /** A moment of a clip; the rest pose where none is given. */
    animation: animation.optional(),
  }),
]);

export type ModelAnimation = z.output<typeof animation>;
export interface Model {
  src: string;
  variant?: string | undefined;
  animation?: ModelAnimation | undefined;
}
