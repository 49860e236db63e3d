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
    /** For editors. */
    $schema: z.string().max(2048).optional(),
    /** What the scene is called by who wrote it. */
    title: z.string().max(200).optional(),
    /** One model, framed, lit and grounded. */
    model: model.optional(),
    /** Or a scene composed of parts. */
    nodes: z.array(node).min(1).max(1000).optional(),
    camera: camera.optional(),
    views: views.optional(),
    environment: environment.default({ preset: 'studio', rotation: 0, intensity: 1 }),
    /** `transparent`, `environment`, `model` (as its file has it) or the exact colour that the picture shall have there. */
    background: background.default('#ffffff'),
    /** A contact shadow below a `model`, nothing below `nodes`, where it is not given. */
    ground: ground.optional(),
    toneMapping: toneMapping.default('neutral'),
    /** Factor of the light before tone mapping. */
    exposure: nonNegative.default(1),
    output: output.optional(),
    outputs: outputs.optional(),
    /** Whether a picture in which nothing is to be seen is wanted all the same. */
    allowEmpty: z.boolean().default(false),
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
      refuse(second, `one model of a scene may be in several variants, and the one at /${first.join('/')} is`);
    const excess = excessOf(Object.keys(several).length, listed(one, named), lists[0]?.names?.length ?? 0);
    if (excess) refuse([named ? 'outputs' : several.main ? (first?.[0] ?? 'output') : 'views'], excess);
  })
  .transform(value => {
    // what it is called, and where its schema is, is no part of what is seen
    const { $schema: _, title: __, model: single, nodes, camera: one, views: several, ...others } = value;
    const { ground: floor, output: plain, outputs: named, ...rest } = others;
    return {
      ...rest,
      nodes: nodes ?? [node.parse({ model: single })],
      views: several ?? { main: one ?? camera.parse({}) },
      outputs: listed(plain, named),
      ground: floor ?? ground.parse(single ? {} : 'none'),
    };
  });

/** In the order in which they are written: the first is what is sent where one picture is asked for. */
function listed(single: Output | undefined, named: Record<string, Output> | undefined): NamedOutput[] {
  if (!named) return [single ?? output.parse({})];
  return Object.entries(named).map(([name, one]) => ({ name, ...one }));
}

/** As a user writes it. */
export type SceneInput = z.input<typeof scene>;
/** Validated, defaults filled in, one form for each thing that may be written in several. */
export type Scene = z.output<typeof scene>;
