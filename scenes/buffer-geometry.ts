import * as z from 'zod';

const numbers = z.array(z.number()).max(1_000_000);

export const bufferGeometry = z
  .strictObject({
    type: z.literal('buffer').describe('Kind of geometry.'),
    position: numbers.min(9).describe('x, y, z of each vertex in turn, in metres.'),
    normal: numbers.optional().describe('x, y, z of each vertex’s normal. Default: computed.'),
    uv: numbers.optional().describe('u, v of each vertex.'),
    color: numbers.optional().describe('r, g, b of each vertex, 0–1; shown where the material has vertexColors.'),
    index: z
      .array(z.int().min(0))
      .min(3)
      .max(3_000_000)
      .optional()
      .describe('Triangles as indices of vertices. Default: every three vertices in turn.'),
  })
  .superRefine((buffer, context) => {
    const count = buffer.position.length / 3;
    const lengths = { position: count * 3, normal: count * 3, uv: count * 2, color: count * 3 };
    for (const [field, length] of Object.entries(lengths)) {
      const given = buffer[field as keyof typeof lengths]?.length ?? length;
      if (!Number.isInteger(count) || given !== length)
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `expected ${Math.ceil(length)} numbers, got ${given}`,
        });
    }
    const beyond = buffer.index?.findIndex(index => index >= count) ?? -1;
    if (beyond >= 0)
      context.addIssue({
        code: 'custom',
        path: ['index', beyond],
        message: `expected an index below ${count}, the number of vertices`,
      });
  })
  .meta({ id: 'BufferGeometry', description: 'Triangles given as arrays of numbers.' });
