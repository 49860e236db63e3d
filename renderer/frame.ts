import type { Timings } from './contract.ts';

/** One encoded picture of a render. */
export interface Frame {
  /** `{view}.{extension}`. */
  name: string;
  /** MIME type. */
  type: string;
  bytes: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  timings: Timings;
}
