import * as z from 'zod';
import { camera, views } from './camera.ts';
import { environment } from './environment.ts';
import { ground } from './ground.ts';
import { model } from './model.ts';
import { node } from './node.ts';
import { type NamedOutput, type Output, output, outputs } from './output.ts';
import { excessOf } from './pictures.ts';
import { severalIn } from './several.ts';
import { toneMapping } from './tone-mapping.ts';
import { color, nonNegative } from './values.ts';

const background = z.union([z.enum(['transparent', 'environment', 'model']), color]);

/** The body of `POST /renders`: what is to be seen, from where, and as which picture. */
export const scene = z
  .strictObject({
    $schema: z
      .string()
      .max(2048)
      .optional()
      .describe('Address of this schema, for editors. Not part of the picture, nor of the render’s id.'),
    title: z
      .string()
      .max(200)
      .optional()
      .describe(
        'Heading of the preview page behind this answer’s link. Not part of the picture, nor of the render’s id.',
      ),
    model: model.optional().describe('Single model, framed, lit and grounded by good defaults.'),
    nodes: z.array(node).min(1).max(1000).optional().describe('Parts of a composed scene, in place of model.'),
    camera: camera
      .optional()
      .describe(
        'Camera. Where neither camera nor views are given, the whole scene is framed from its front right, slightly above.',
      ),
    views: views.optional().describe('Several cameras by name; each makes one frame, which is called after its view.'),
    environment: environment
      .default({ preset: 'studio', rotation: 0, intensity: 1 })
      .describe('Light from all around. Default: the preset studio.'),
    background: background
      .default('#ffffff')
      .describe(
        'Background: transparent, environment, model (the background of the model’s own file), or the exact colour that the picture has there.',
      ),
    ground: ground
      .optional()
      .describe('Ground below the scene. Default: a contact shadow below a model, nothing below nodes.'),
    toneMapping: toneMapping.default('neutral').describe('Mapping of light to the colours of a screen.'),
    exposure: nonNegative.default(1).describe('Exposure multiplier, applied before tone mapping.'),
    output: output.optional().describe('Size, format and quality of the pictures.'),
    outputs: outputs
      .optional()
      .describe(
        'Several outputs by name: each view makes a frame of each, called view.output. The scene is loaded once, and outputs that differ only in format or quality are drawn once. One request makes at most 256 frames and draws at most 268 435 456 pixels.',
      ),
    allowEmpty: z
      .boolean()
      .default(false)
      .describe('Whether a picture that shows nothing is accepted; otherwise it is refused.'),
  })
  .superRefine((value, context) => {
    if ((value.model === undefined) === (value.nodes === undefined))
      context.addIssue({ code: 'custom', path: [], message: 'a scene has either a model or nodes' });
    if (value.camera && value.views)
      context.addIssue({ code: 'custom', path: ['views'], message: 'a scene has either a camera or views' });
    if (value.output && value.outputs)
      context.addIssue({ code: 'custom', path: ['outputs'], message: 'a scene has either an output or outputs' });
    if (value.background === 'environment' && 'preset' in value.environment && value.environment.preset === 'none')
      context.addIssue({ code: 'custom', path: ['background'], message: 'there is no environment to show' });
  })
  .superRefine(({ model: single, nodes, views: several = { main: {} }, output: one, outputs: named }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const lists = severalIn(nodes ?? [{ model: single }]);
    const [first, second] = lists.map(({ pointer }) => pointer.split('/').slice(single ? 3 : 1));
    if (first && second)
      refuse(second, `only one model of a scene may have several variants, and the one at /${first.join('/')} has`);
    const excess = excessOf(Object.keys(several).length, listed(one, named), lists[0]?.names?.length ?? 0);
    if (excess) refuse([named ? 'outputs' : several.main ? (first?.[0] ?? 'output') : 'views'], excess);
  })
  .transform(value => {
    // $schema and title are no part of the picture, nor of the render's id
    const { $schema: _, title: __, model: single, nodes, camera: one, views: several, ...others } = value;
    const { ground: floor, output: plain, outputs: named, ...rest } = others;
    return {
      ...rest,
      nodes: nodes ?? [node.parse({ model: single })],
      views: several ?? { main: one ?? camera.parse({}) },
      outputs: listed(plain, named),
      ground: floor ?? ground.parse(single ? {} : 'none'),
    };
  })
  .describe(
    'Body of POST /renders: what is shown, from where, and as which picture. It has either a model or nodes. Degrees, metres, sRGB colours, y up. Unknown fields are refused.',
  );

/** Outputs in the order in which they are written: the first is sent where one picture is asked for. */
function listed(single: Output | undefined, named: Record<string, Output> | undefined): NamedOutput[] {
  if (!named) return [single ?? output.parse({})];
  return Object.entries(named).map(([name, one]) => ({ name, ...one }));
}

/** As a user writes it. */
export type SceneInput = z.input<typeof scene>;
/** Validated, defaults filled in, one form for each thing that may be written in several. */
export type Scene = z.output<typeof scene>;
