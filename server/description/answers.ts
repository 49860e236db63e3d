import * as z from 'zod';
import { engines } from '../../renderer/browser/profile.ts';

const frame = z
  .strictObject({
    name: z
      .string()
      .describe(
        'Name of the file: its view with the format’s ending, such as main.png; variant and output stand between them where the scene asks for several.',
      ),
    view: z.string().describe('Name of its view; main where the scene has no views.'),
    variant: z
      .string()
      .optional()
      .describe('Name of its variant in the model’s file, where the scene asks for several.'),
    output: z.string().optional().describe('Name of its output, where the scene has outputs.'),
    type: z.string().describe('Media type, such as image/png.'),
    width: z.int().describe('Width in pixels.'),
    height: z.int().describe('Height in pixels.'),
    bytes: z.int().describe('Size of the file in bytes.'),
    alpha: z
      .boolean()
      .describe('Whether it has an alpha channel: the background is transparent, and the format has alpha.'),
    url: z.url().describe('Address of its bytes: here, or in Cloud Storage, signed for seven days.'),
  })
  .meta({ id: 'Frame', description: 'One encoded picture.' });

const fault = z
  .strictObject({
    pointer: z.string().describe('JSON pointer (RFC 6901) into the body, or ?name for a query parameter.'),
    detail: z.string().describe('Fault at that place.'),
  })
  .meta({ id: 'Fault', description: 'One place of the input that is at fault.' });

const warning = z
  .strictObject({
    code: z.string().describe('Stable name that programs may test for.'),
    pointer: z
      .string()
      .describe(
        'JSON pointer (RFC 6901) into the body, or ?name for a query parameter; into the scene’s long form where the render is fetched by its id.',
      ),
    detail: z.string().describe('Difference, and what to do about it.'),
  })
  .meta({ id: 'Warning', description: 'Difference between a picture and what was asked for, or what its files say.' });

const render = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .describe('Digest of the scene, the bytes of its files and the renderer: equal requests have equal ids.'),
    state: z.literal('done').describe('State of the render; pictures are answered when they are done.'),
    created: z.iso.datetime().describe('Time at which it was drawn, UTC.'),
    frames: z.array(frame).min(1).describe('One frame for each variant, view and output, in their order.'),
    preview: z.url().describe('Page for people, which opens without a key until it expires.'),
    timings: z
      .record(z.string(), z.number())
      .describe(
        [
          'Time spent on each step when it was drawn, in milliseconds.',
          'Before: `queue` (waiting for other requests’ files, and for a browser), `fetch` and `check` (its files), `lookup` (whether it is stored).',
          'In the browser: `load` (parsing models, decoding their images), `light` (environment), `ground`, `variant`, `frame` (framing), `decode` and `upload` (textures, in the size that is seen), `occlusion` (ambient occlusion), `compile` (shaders), `submit` and `raster` (the picture), `readback` (from the GPU).',
          'After: `handover` (pixels from the browser), `encode`, `store`. `total` is the time from first to last; some of the others overlap.',
        ].join(' '),
      ),
    renderer: z
      .strictObject({
        version: z.string().describe('Version of the renderer: equal versions make equal pictures.'),
        engine: z
          .string()
          .optional()
          .describe(
            'Engine that drew it: `gpu`, `lavapipe` or `swiftshader`; several where one failed and another went on.',
          ),
        adapter: z.string().describe('Adapter that drew it, as WebGPU names it.'),
      })
      .describe('Renderer that drew it.'),
    warnings: z
      .array(warning)
      .optional()
      .describe('Differences between its pictures and what was asked for, or what its files say.'),
  })
  .meta({ id: 'Render', description: 'Stored result of one request.' });

const problem = z
  .strictObject({
    type: z.string().describe('Address of the code’s explanation in the docs.'),
    title: z.string().describe('Code in words.'),
    status: z.int().min(400).max(599).describe('HTTP status.'),
    code: z.string().describe('Stable name that programs may test for.'),
    detail: z.string().describe('Sentence that says what is wrong and what to do, and names the field or file.'),
    errors: z.array(fault).optional().describe('Places of the input that are at fault, where the input is.'),
    requestId: z.string().describe('Id of the request in the service’s log; also in X-Request-Id.'),
  })
  .meta({ id: 'Problem', description: 'Error (RFC 9457).' });

const live = z
  .strictObject({ live: z.literal(true) })
  .meta({ id: 'Live', description: 'Answer of a process that runs.' });

const count = (of: string) => z.int().min(0).describe(of);
const ready = z
  .strictObject({
    ready: z.literal(true),
    renderer: z.strictObject({
      version: z.string(),
      engine: z.enum(engines).describe('Engine with which new browsers draw.'),
      passedOver: z
        .array(z.strictObject({ engine: z.enum(engines), reason: z.string() }))
        .describe('Engines that `GPU` allows and that do not work, with the reason.'),
      adapter: z
        .strictObject({
          vendor: z.string(),
          architecture: z.string(),
          device: z.string(),
          description: z.string(),
          fallback: z.boolean().describe('Whether it is a software adapter, which runs on the CPU.'),
          maxTextureSide: count('Largest texture side, in texels.'),
        })
        .describe('WebGPU’s description of the adapter.'),
      browsers: z.strictObject({
        size: count('Browsers wanted.'),
        idle: count('Idle browsers.'),
        busy: count('Busy browsers.'),
        waiting: count('Renders that wait for a browser.'),
      }),
    }),
    store: z.string().describe('Place where renders are kept.'),
  })
  .meta({ id: 'Ready', description: 'Answer of a service that can render and store.' });

/** JSON answers of the service, by the names of the document's components. */
export const answers = {
  Render: render,
  Frame: frame,
  Problem: problem,
  Fault: fault,
  Warning: warning,
  Live: live,
  Ready: ready,
} as const satisfies Record<string, z.ZodType>;
