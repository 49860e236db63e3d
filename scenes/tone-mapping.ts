import * as z from 'zod';

/** three.js' tone mappings; `none` clips, without exposure. */
export const toneMappings = ['neutral', 'agx', 'aces', 'cineon', 'reinhard', 'linear', 'none'] as const;
export const toneMapping = z.enum(toneMappings);
export type ToneMapping = z.output<typeof toneMapping>;
