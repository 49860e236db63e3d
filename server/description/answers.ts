import * as z from 'zod';
import { engines } from '../../renderer/browser/profile.ts';

const frame = z
  .strictObject({
    name: z
      .string()
      .describe(
        'The view’s name with the format’s ending: main.png where no view has a name. Between them stand the variant and the output where the scene asks for several.',
      ),
    view: z.string().describe('Name of its view; main where no view has a name.'),
    variant: z
      .string()
      .optional()
      .describe('Name of its variant as the file has it, where the scene asks for several.'),
    output: z.string().optional().describe('Name of its output, where the scene has outputs.'),
    type: z.string().describe('MIME type.'),
    width: z.int().describe('Pixels.'),
    height: z.int().describe('Pixels.'),
    bytes: z.int().describe('Size of the file.'),
    alpha: z.boolean().describe('Whether it keeps what is clear: a transparent background, in a format that can.'),
    url: z.url().describe('Where its bytes are: here, or in Cloud Storage, signed for seven days.'),
  })
  .describe('One encoded picture.');

const fault = z
  .strictObject({
    pointer: z.string().describe('JSON pointer (RFC 6901) into the body, or ?name for a parameter.'),
    detail: z.string().describe('What is wrong there.'),
  })
  .describe('One place of the input that is at fault.');

const warning = z
  .strictObject({
    code: z.string().describe('Stable name that programs may test for.'),
    pointer: z
      .string()
      .describe(
        'JSON pointer (RFC 6901) into the body, or ?name for a parameter; into the scene in its long form where the render is got by its id.',
      ),
    detail: z.string().describe('What is otherwise, and what to do.'),
  })
  .describe('What is otherwise in a picture than was asked for, though it could be drawn.');

const render = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .describe('A digest of the scene, the bytes of its files and the renderer: an equal request has an equal id.'),
    state: z.literal('done').describe('Pictures are answered when they are done.'),
    created: z.iso.datetime().describe('When it was drawn, UTC.'),
    frames: z.array(frame).min(1).describe('One for each variant, view and output, in their order.'),
    preview: z.url().describe('A page for people, which opens without a key until it expires.'),
    timings: z
      .record(z.string(), z.number())
      .describe(
        [
          'Milliseconds, by what they were spent on when it was drawn.',
          'Before: `queue` (waiting for other requests to be prepared, and for a browser), `fetch` and `check` (its files), `lookup` (whether it is stored).',
          'In the browser: `load` (parsing models, decoding their images), `light` (its environment), `ground`, `variant`, `frame` (its camera), `decode` and `upload` (textures, as large as they are seen), `occlusion` (where it shades itself), `compile` (shaders), `submit` and `raster` (the picture), `readback` (from the GPU).',
          'After: `handover` (pixels from the browser), `encode`, `store`. `total` is the time from the first to the last; some of the others overlap.',
        ].join(' '),
      ),
    renderer: z
      .strictObject({
        version: z.string().describe('Equal versions make equal pictures.'),
        engine: z
          .string()
          .optional()
          .describe('What drew it: `gpu`, `lavapipe` or `swiftshader`; several where one failed and another went on.'),
        adapter: z.string().describe('What drew it, as WebGPU calls it.'),
      })
      .describe('What it was drawn by.'),
    warnings: z
      .array(warning)
      .optional()
      .describe('What is otherwise in its pictures than was asked for, or than its files say.'),
  })
  .describe('A render: one request, made durable.');

const problem = z
  .strictObject({
    type: z.string().describe('Address of the code’s explanation in the docs.'),
    title: z.string().describe('The code, in words.'),
    status: z.int().min(400).max(599).describe('The HTTP status.'),
    code: z.string().describe('Stable name that programs may test for.'),
    detail: z.string().describe('What is wrong and what to do, as a sentence that names the field or file.'),
    errors: z.array(fault).optional().describe('Every place of the input that is at fault, where it is the input.'),
    requestId: z.string().describe('By which the service’s log has it; also in X-Request-Id.'),
  })
  .describe('An error (RFC 9457).');

const live = z.strictObject({ live: z.literal(true) }).describe('The process answers.');

const count = (of: string) => z.int().min(0).describe(of);
const ready = z
  .strictObject({
    ready: z.literal(true),
    renderer: z.strictObject({
      version: z.string(),
      engine: z.enum(engines).describe('What browsers draw with that are started now.'),
      passedOver: z
        .array(z.strictObject({ engine: z.enum(engines), reason: z.string() }))
        .describe('Engines that `GPU` allows and that do not draw, with the reason.'),
      adapter: z
        .strictObject({
          vendor: z.string(),
          architecture: z.string(),
          device: z.string(),
          description: z.string(),
          fallback: z.boolean().describe('Whether a CPU stands in for the GPU.'),
          maxTextureSide: count('Texels per side of a texture.'),
        })
        .describe('What WebGPU says of what draws.'),
      browsers: z.strictObject({
        size: count('Browsers wanted.'),
        idle: count('Browsers that wait for work.'),
        busy: count('Browsers at work.'),
        waiting: count('Renders that wait for a browser.'),
      }),
    }),
    store: z.string().describe('Where renders are kept.'),
  })
  .describe('The service can render and store.');

/** What the service answers with, by the names of the document's components. */
export const answers = {
  Render: render,
  Frame: frame,
  Problem: problem,
  Fault: fault,
  Warning: warning,
  Live: live,
  Ready: ready,
} as const satisfies Record<string, z.ZodType>;

/** Their names, for `z.toJSONSchema`. */
export const answerNames = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(answers)) answerNames.add(schema, { id });
