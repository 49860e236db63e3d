import * as z from 'zod';
import { fraction } from './values.ts';

const none = { shadow: 'none' as const, opacity: 1, blur: 0.5 };

export const ground = z
  .union([
    z.literal('none').transform(() => none),
    z
      .strictObject({
        shadow: z
          .enum(['none', 'contact', 'cast'])
          .default('contact')
          .describe(
            'Shadow on the ground. contact: soft, below what nearly touches the ground; cast: from the lights that cast shadows, or from one at the upper left where none does.',
          ),
        opacity: fraction.default(0.7).describe('Opacity of the darkest place.'),
        blur: fraction.default(0.5).describe('Softness: 0 is crisp, 1 is as soft as the scene is wide.'),
      })
      // both spellings of no ground make the same render
      .transform(given => (given.shadow === 'none' ? none : given)),
  ])
  .meta({
    id: 'Ground',
    description: 'Ground below the scene: none, a soft contact shadow, or a catcher of cast shadows.',
  });

export type Ground = z.output<typeof ground>;
