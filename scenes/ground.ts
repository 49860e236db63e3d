import * as z from 'zod';
import { fraction } from './values.ts';

const none = { shadow: 'none' as const, opacity: 1, blur: 0.5 };

/** What the scene stands on: nothing, a soft contact shadow, or a catcher of the lights' cast shadows. */
export const ground = z.union([
  z.literal('none').transform(() => none),
  z
    .strictObject({
      shadow: z.enum(['none', 'contact', 'cast']).default('contact'),
      /** Of the darkest place. */
      opacity: fraction.default(0.7),
      /** 0 is crisp, 1 is as soft as the scene is wide. */
      blur: fraction.default(0.5),
    })
    // however it is written, nothing is nothing
    .transform(given => (given.shadow === 'none' ? none : given)),
]);

export type Ground = z.output<typeof ground>;
