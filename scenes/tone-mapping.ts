import * as z from 'zod';

export const toneMappings = ['neutral', 'agx', 'aces', 'cineon', 'reinhard', 'linear', 'none'] as const;
export const toneMapping = z.enum(toneMappings).meta({
  id: 'ToneMapping',
  description:
    'Tone mapping of three.js. neutral keeps the colours of a product; none clips, and ignores the exposure.',
});
export type ToneMapping = z.output<typeof toneMapping>;
