import type { Timings } from './contract.ts';

/** One encoded picture of a render. */
export interface Frame {
  /** `{view}.{extension}`; with the variant and the output between them where the scene asks for several. */
  name: string;
  view: string;
  variant?: string | undefined;
  output?: string | undefined;
  /** MIME type. */
  type: string;
  bytes: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  timings: Timings;
}
