import * as z from 'zod';
import type { Frame } from '../../renderer/frame.ts';
import { outputFormatOf } from '../../scenes/output-formats.ts';

/** How far a render has come. */
export const renderStates = ['queued', 'fetching', 'rendering', 'done', 'failed', 'cancelled'] as const;

const frame = z.object({
  name: z.string(),
  /** Of records before there was anything else in a name, it is the name. */
  view: z.string().optional(),
  /** Where several were asked for. */
  variant: z.string().optional(),
  output: z.string().optional(),
  /** Media type. */
  type: z.string(),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  /** Size of the file. */
  bytes: z.int(),
  /** Whether it keeps what is clear; records before knew it of their formats alone. */
  alpha: z.boolean().optional(),
});

/** As the renderer's `Warning`; of another release's records, perhaps of a code that is not known here. */
const warning = z.object({ code: z.string(), pointer: z.string(), detail: z.string() });

/** What is kept of a render beside its frames; written last, so that where it is, all of them are. */
export const renderRecord = z.object({
  id: z.string(),
  /** A record is written once a render is done; those of earlier releases say nothing of it. */
  state: z.enum(renderStates).default('done'),
  /** ISO 8601, UTC. */
  created: z.string(),
  frames: z.array(frame).min(1),
  /** Milliseconds by what they were spent on. */
  timings: z.record(z.string(), z.number()),
  renderer: z.object({
    version: z.string(),
    /** What drew it; records before had none. */
    engine: z.string().optional(),
    adapter: z.string(),
  }),
  /** What a page says of it. */
  title: z.string(),
  /** What is otherwise in it than was asked for; records before had none. */
  warnings: z.array(warning).default([]),
});

export type RenderRecord = z.output<typeof renderRecord>;
export type ToldWarning = z.output<typeof warning>;
export type FrameRecord = z.output<typeof frame>;

/** A record of a frame without its bytes. */
export function recordOf(drawn: Frame): FrameRecord {
  const { name, view, variant, output, type, width, height, bytes, alpha } = drawn;
  const asked = { ...(variant !== undefined && { variant }), ...(output !== undefined && { output }) };
  return { name, view, ...asked, type, width, height, bytes: bytes.byteLength, alpha };
}

/** Whether a frame may have transparent pixels. */
export function hasAlpha({ alpha, type }: Pick<FrameRecord, 'alpha' | 'type'>): boolean {
  return alpha ?? outputFormatOf(type)?.alpha ?? true;
}
