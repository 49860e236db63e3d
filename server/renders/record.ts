import { z } from 'zod';

const frame = z.object({
  name: z.string(),
  /** MIME type. */
  type: z.string(),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  /** Size of the file. */
  bytes: z.int(),
});

/** What is kept of a render beside its frames; written last, so that where it is, all of them are. */
export const renderRecord = z.object({
  id: z.string(),
  /** ISO 8601, UTC. */
  created: z.string(),
  frames: z.array(frame).min(1),
  /** Milliseconds by what they were spent on. */
  timings: z.record(z.string(), z.number()),
  renderer: z.object({ version: z.string(), adapter: z.string() }),
  /** What a page says of it. */
  title: z.string(),
});

export type RenderRecord = z.output<typeof renderRecord>;
export type FrameRecord = z.output<typeof frame>;
