import type { Timings } from './contract.ts';
import type { Device } from './browser/device.ts';
import type { Warning } from './warning.ts';

/** One encoded picture of a render. */
export interface Frame {
  /** `{view}.{extension}`; with the variant and the output between them where the scene asks for several. */
  name: string;
  view: string;
  variant?: string | undefined;
  output?: string | undefined;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  /** Whether transparent pixels stay transparent. */
  alpha: boolean;
  /** What drew it. */
  device: Device;
  timings: Timings;
  /** How the render differs from what was asked for; told with its first frame. */
  warnings?: readonly Warning[] | undefined;
}
